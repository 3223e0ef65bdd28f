cheatsheet do
  title 'Ports'
  docset_file_name 'Ports'
  keyword 'port'
  category do
    id 'Web'
    entry do
      name '80'
      notes 'See [the list](http://example.org/ports)'
    end
  end
end
