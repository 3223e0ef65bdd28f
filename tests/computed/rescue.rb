require 'yaml'

def number(text)
  Integer(text)
rescue ArgumentError
  0
else
  Integer(text) + 1
ensure
  nil
end

CONFIG = begin
  YAML.safe_load("a: 1\nb: [x, y]")
rescue StandardError => e
  {}
end
SAFE = (YAML.safe_load('c: 2') rescue {})

raise ArgumentError, 'no config' if CONFIG.empty?
raise 'nothing' unless SAFE

cheatsheet do
  title 'Rescue'
  docset_file_name 'Rescue'
  keyword 'rescue'
  category do
    id 'All'
    CONFIG.merge(SAFE).each do |key, value|
      entry do
        name key
        command Array(value).join(',')
        command number('41').to_s
      end
    end
  end
end
