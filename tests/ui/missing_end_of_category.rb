cheatsheet do
  title 'Ports'
  docset_file_name 'Ports'
  keyword 'port'
  category do
    id 'Web'
    entry do
      name '80'
    end
  category do
    id 'Mail'
    entry do
      name '25'
    end
  end
end
