cheatsheet do
  title 'A'
  docset_file_name 'A'
  keyword 'a'
  category do
    ID 'C'
    entry do
      command 'a'
      name 'x'
    end
  end
end
