cheatsheet do
  title 'A'
  docset_file_name 'A'
  keyword 'a'
  category do
    id 'C'
     
    entry do
      name 'One'
    end
  end
end
