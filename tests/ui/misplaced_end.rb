cheatsheet do
  title 'Ports'
  docset_file_name 'Ports'
  category do
    id 'Web'
    entry do
      name '80'
  End
  end
end
