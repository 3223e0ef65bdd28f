cheatsheet do
  title 'A'
  docset_file_name 'A'
  keyword 'a'
  category do
    category do
    id 'C'
    entry do
      name 'One'
      command 'a'
    end
  end
end
