cheatsheet do
  title 'Loops'
  docset_file_name 'Loops'
  keyword 'loops'
  category do
    id 'All'
    i = 0
    3.times.map { |n| n * 2 }.each { |n| entry { name "times #{n}" } }
    1.upto(2) { |n| entry { name "upto #{n}" } }
    2.downto(1) { |n| entry { name "downto #{n}" } }
    loop do
      i += 3
      break unless i < 9
      entry { name "loop #{i}" }
    end
    [[1, [2, 3]], [4, [5, 6]]].each { |a, (b, c)| entry { name [a, b, c].join('-') } }
    { a: 1, b: 2 }.each_pair { |key, value| entry { name "#{key} #{value}" } }
    %w[x y].each.with_index(1) { |word, n| entry { name "#{n}#{word}" } }
    x = 10
    [1, 2].each { |n; x| x = n }
    entry { name "x is #{x}" }
    y = 5
    [1].each { |n; y| y = n }
    entry { name "y is #{y}" }
    a, *b = [1, 2, 3]
    (c, d), e = [4, 5], 6
    a, c = c, a
    entry { name [a, b, c, d, e].inspect }
    result = [1, 2, 3].each { |n| break n * 100 if n == 2 }
    entry { name result.to_s }
  end
end
