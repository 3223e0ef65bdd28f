cheatsheet do
  title 'Ports'
  docset_file_name 'Ports'
  resources '..'
  category do
    id 'Web'
    entry do
      name '80'
    end
  end
end
