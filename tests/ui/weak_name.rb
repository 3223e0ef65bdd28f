cheatsheet do
  title 'Порты'
  docset_file_name 'Порты'
  keyword 'ports'

  category do
    id 'Web'
    entry do
      name '80'
    end
  end
end
