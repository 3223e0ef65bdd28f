cheatsheet do
  title 'A'
  docset_file_name 'A'
  keyword 'a'
  category do
    name 'C'
    entry do
      name 'One'
      command 'a'
    end
  end
end
