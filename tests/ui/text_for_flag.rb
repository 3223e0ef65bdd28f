cheatsheet do
  title 'Ports'
  docset_file_name 'Ports'
  keyword 'port'
  category do
    id 'Web'
    entry do
      name '80'
      not_in_main_index 'yes'
    end
  end
end
