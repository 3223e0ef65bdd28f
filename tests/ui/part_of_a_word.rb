cheatsheet do
  title 'Ports'
  short_name 'Ports'
  keyword 'port'
  source 'https://example.org/ports'
  category do
    id 'Web'
    entry do
      name '80'
    end
  end
end
