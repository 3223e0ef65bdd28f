require 'yaml'
require 'json'
require 'socket'
cheatsheet do
  title 'Ports'
  docset_file_name 'Ports'
  keyword 'port'
  category do
    id 'Web'
    YAML.load('80: plain').each do |port, about|
      entry do
        name port.to_s
        notes about
      end
    end
  end
end
