cheatsheet do
  title 'Assignments'
  docset_file_name 'Assignments'
  keyword 'assignments'
  category do
    id 'All'
    entry do
      name 'Values'
      h = { 'a' => [1], b: { c: nil } }
      h['a'] += [2]
      h[:b][:c] ||= 'set'
      h[:b][:d] = h.delete('a').map { |n| n + 1 }
      command h.inspect
      s = +'text'
      s << ' more' << '!'
      s += '?'
      command s
      a = [5, 3, 9]
      a << 1
      a = a.push(7).sort.reverse
      first, second, *others = a
      command "#{first} #{second} #{others}"
      a[1] = :x
      command a.inspect
      x = y = 3
      x **= 2
      x -= y
      x *= 2
      command x.to_s
      z = x > 5 ? (x > 100 ? 'huge' : 'big') : 'small'
      command z
      n = nil
      command n.inspect
      command [*1..3, *%w[a b]].inspect
      command (true && false || true).to_s
      m = { x: 1 }.merge(y: 2).merge({ x: 6 })
      command m.inspect
      command m.sort_by { |_, v| -v }.first.inspect + m.sum { |_, v| v }.to_s + m.min_by(&:last).inspect
      command m.map { |k, v| [k.to_s, v] }.to_h.inspect + m.find { |_, v| v == 2 }.inspect
      command m.reduce(0) { |sum, (_, v)| sum + v }.to_s + m.any? { |_, v| v > 5 }.to_s
      command m.each_with_index.map { |(k, v), i| "#{k}#{v}#{i}" }.join
      command m.filter_map { |k, v| k if v > 2 }.inspect + m.invert.inspect + m.invert[2].inspect
      command m.group_by { |_, v| v.odd? }.inspect + [m.keys, m.values].inspect + m.reject { |k, _| k == :x }.inspect
      command m.each_slice(1).to_a.inspect + m.sort.inspect
      command m.reject { |_, v| v > 5 }.inspect + m.length.to_s + m.empty?.to_s
    end
  end
end
