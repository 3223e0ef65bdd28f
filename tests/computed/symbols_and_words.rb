FLAGS = %i[all long human].freeze
SHORT = FLAGS.to_h { |flag| [flag, "-#{flag.to_s[0]}"] }.freeze

cheatsheet do
  title :Symbols
  docset_file_name 'Symbols'
  keyword 'symbols'
  category do
    id 'ls'
    [%i[all long], %i[all human], %i[long human]].each do |pair|
      entry do
        name pair.map(&:to_s).map(&:capitalize).join(' and ')
        command "ls #{pair.map { |flag| SHORT[flag] }.join(' ')}"
        command pair.inspect + pair.map { |one| one.to_s.length }.inspect + { all: 9, human: 8 }[pair.sort.first].to_s
      end
    end
    FLAGS.flat_map { |flag| [[flag, 1], [flag, 2]] }.each_slice(3) { |s| entry { name s.flatten.join(',') } }
    entry do
      name %Q(quotes "and" #{FLAGS.first})
      command %q{braces {nested} #{no}}
      command %w(a#{1} b).inspect + %W(a#{1} b).inspect
      command 'a' "b" 'c'
      command "a\
b"
      command ?a + ?\n.inspect
      command "\u00e9\x41\101\e[0m".inspect
      command :"quoted sym".inspect + :a.to_proc.call({a: 1}).inspect if false
      command 'it''s' + "q\"q" + 'back\\slash' + 'new\n'
    end
  end
end
