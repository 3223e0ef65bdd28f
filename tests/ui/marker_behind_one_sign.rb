cheatsheet do
  title 'A'
  docset_file_name 'A'
  keyword 'a'
  category do
    id 'C'
    entry do
      command 'a'
      notes <~'END'
        It is used when it's there.
        1. First, then
      END
    end
  end
end
