cheatsheet do
  title 'T'
  docset_file_name 'T'
  keyword 't'
  category do
    id 'C'
    entry do
      name 'n'
      notes: |
        Some text here, it is
        long.
    end
  end
end
