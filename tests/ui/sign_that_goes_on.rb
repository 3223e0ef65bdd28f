cheatsheet do
  title 'A'
  docset_file_name 'A'
  keyword 'a'
  category do
    id 'C'
    entry do
      command 'a' \
      name 'x'.
      index_name 'y'
    end
  end
end
