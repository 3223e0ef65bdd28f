cheatsheet do
  title 'A'
  docset_file_name 'A'
  keyword 'a'
  category do
    id 'C'
    entry do do
      name 'One'
    end
    entry (
      name 'Two'
    end
    entry do {
      name 'Three'
    end
  end
end
