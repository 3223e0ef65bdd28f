# A helper class that remembers a prefix.
class Tool
  attr_reader :prefix

  def initialize(prefix)
    @prefix = prefix
  end

  def run(words, flags = {})
    parts = flags.map { |flag, value| value == true ? "--#{flag}" : "--#{flag}=#{value}" }
    [prefix, *words, *parts].join(' ')
  end

  def to_s
    "<#{prefix}>"
  end
end

GIT = Tool.new('git')

cheatsheet do
  title "Helper #{GIT}"
  docset_file_name 'Helper'
  keyword 'helper'

  category do
    id 'Commits'

    entry do
      name 'Commit'
      command GIT.run(['commit'], all: true, message: 'x')
    end
    entry do
      name 'Log'
      command GIT.run(['log', '-n', 5.to_s], oneline: true)
      command GIT.run(%w[log --graph])
    end
  end
end
