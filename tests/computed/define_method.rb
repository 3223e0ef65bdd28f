module Shapes
  %w[copy cut paste].each do |word|
    define_singleton_method("#{word}_line") { |n = 1| "#{word} " * n } if false
    define_method("#{word}_twice") { |sep = ' '| [word, word].join(sep) }
  end
  module_function :copy_twice
end

class Line
  { bold: '**', code: '`' }.each do |style, mark|
    define_method(style) { |text| "#{mark}#{text}#{mark}" }
  end
end

Small = Class.new do
  def hi = 'hi'
end
Smaller = Class.new(Small) { def hi = super + '!' }

cheatsheet do
  title 'Defined'
  docset_file_name 'Defined'
  keyword 'defined'
  category do
    id 'All'
    entry do
      name 'Made'
      command Line.new.code('x') + Line.new.bold('y')
      command Line.new.public_send(:code, 'z') + 'a'.__send__(:upcase)
      command Small.new.hi + Smaller.new.hi + Smaller.name
      command Shapes.copy_twice('-')
    end
  end
end
