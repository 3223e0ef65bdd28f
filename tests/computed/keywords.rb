def item(label, options = {})
  description = options.fetch(:description, "about #{label}")
  text = [label, options[:keys].join('-'), description].join(' | ')
  block_given? ? yield(text) : text
end

def defaults(a, b = a + 1, *rest)
  [a, b, rest].inspect
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
      command item('B', keys: OPTIONS[:keys], description: 'cut')
      command item('D', keys: []) { |text| text.upcase }
      command defaults(1, 2)
      command defaults(1, 2, 3)
      command defaults(1, 2, 3, 4, 5)
      keys = ['short']
      command item('E', keys: keys)
    end
  end
end
