cheatsheet do
  title 'A'
  docset_file_name 'A'
  keyword 'a'
  category do
    id 'C'
    entry do
      name 'One'
      command $HOME
      notes <b>Bold</b> words
    end
  end
end
