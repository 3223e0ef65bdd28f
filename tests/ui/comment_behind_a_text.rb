cheatsheet do
  title 'A'
  docset_file_name 'A'
  keyword 'a'
  category do
    id 'C'
    entry do
      command 'a' // the first letter
      name 'x'
    end
    entry do
      command 'b'
      name 'x/y' /* of both */
    end
  end
end
