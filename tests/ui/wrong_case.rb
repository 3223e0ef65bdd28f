cheatsheet do
  title 'Ports'
  docset_file_name 'Ports'
  keyword 'port'
  Category do
    id 'Web'
    entry do
      name '80'
    end
  end
end
