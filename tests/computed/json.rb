require 'json'

LIST = JSON.parse('{"name": "A \u00e9 \"q\"", "n": [1, 2.5, -3e2, null, true], "o": {"k": "v"}}')
NAMED = JSON.parse('[{"a": "x"}, {"a": "y"}]', symbolize_names: true)

cheatsheet do
  title 'JSON'
  docset_file_name 'JSON'
  keyword 'json'
  category do
    id 'All'
    entry do
      name 'Values'
      command LIST['name']
      command LIST['n'].inspect
      command LIST.dig('o', 'k')
      command NAMED.map { |row| row[:a] }.join
    end
  end
end
