cheatsheet do
  title 'A'
  docset_file_name 'A'
  keyword 'a'
  category do
    id 'C'
    entry do
      command ('a', 'b')
      name 'x'
    end
  end
end
