def item(label, keys:, description: "about #{label}", **rest, &block)
  text = [label, keys.join('-'), description].join(' | ')
  text += " #{rest.inspect}" unless rest.empty?
  block ? yield(text) : text
end

def defaults(a, b = a + 1, *rest, z)
  [a, b, rest, z].inspect
end

OPTIONS = { keys: %w[C x], description: 'cut' }.freeze

cheatsheet do
  title 'Keywords'
  docset_file_name 'Keywords'
  keyword 'keywords'
  category do
    id 'All'
    entry do
      name 'Plain'
      command item('A', keys: ['C'])
      command item('B', **OPTIONS)
      command item('C', **OPTIONS, extra: 1, more: 'x')
      command item('D', keys: []) { |text| text.swapcase }
      command defaults(1, 2)
      command defaults(1, 2, 3)
      command defaults(1, 2, 3, 4, 5)
      keys = ['short']
      command item('E', keys:)
    end
  end
end
