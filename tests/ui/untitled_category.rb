cheatsheet do
  title 'Ports'
  docset_file_name 'Ports'
  keyword 'port'
  category do
    id ''
    entry do
      name '80'
    end
  end
  category do
    id ' '
    entry do
      name '443'
    end
  end
end
