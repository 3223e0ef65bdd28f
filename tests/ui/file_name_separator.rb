cheatsheet do
  title 'Ports'
  docset_file_name 'web/Ports'
  keyword 'port'
  category do
    id 'Web'
    entry do
      name '80'
    end
  end
end
