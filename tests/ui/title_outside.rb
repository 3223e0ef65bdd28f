title 'Ports'
cheatsheet do
  docset_file_name 'Ports'
  category do
    id 'Web'
    entry do
      name '80'
    end
  end
end
