require 'yaml'

def port(text)
  YAML.safe_load(text).fetch('port')
rescue
  0
end

SAFE = (YAML.safe_load('c: 2') rescue {})

raise ArgumentError, 'no config' if SAFE.empty?

cheatsheet do
  title 'Rescue'
  docset_file_name 'Rescue'
  keyword 'rescue'
  category do
    id 'All'
    ['port: 22', 'host: x', 'port: "80'].each do |text|
      entry do
        name text
        command port(text).to_s + SAFE.inspect
      end
    end
  end
end
