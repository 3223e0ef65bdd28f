def add_entry(label, *lines)
  entry do
    name label
    lines.each { |line| command line }
  end
end
quote = ->(text) { "\"#{text}\"" }
shout = lambda { |text| text.upcase }
both = ->(text) { shout.(quote.(text)) }
twice = proc { |a, b = 2| a.to_s * b }

cheatsheet do
  title 'Procs'
  docset_file_name 'Procs'
  keyword 'procs'
  category do
    id 'Made'
    add_entry('One', quote['a'], shout.call('b'))
    add_entry('Two', both.call('c'), twice.call('d'), twice.call('e', 3))
    %w[x y].map(&quote).each.with_index(1) { |text, i| entry { name "#{i}"; command text } }
  end
end
