cheatsheet do
  title 'Ports'
  docset_file_name 'Ports'
  keyword 'port'
  entry do
    name '80'
  end
end
