cheatsheet do
  title 'Ports'
  docset_file_name 'Ports'
  keyword 'port'
  category
end
