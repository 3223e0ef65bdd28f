cheatsheet do
  title 'Ports'
  docset_file_name 'Ports'
  category do
    id 'Web'
    entry do
      name '80'
      notes '
        Plain web pages.'
    End
    entry do
      name '443'
    end
  end
end
