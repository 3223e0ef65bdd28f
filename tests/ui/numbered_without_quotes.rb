cheatsheet do
  title 'A'
  docset_file_name 'A'
  category do
    id 'B'
    entry do
      name 'x'
      notes 1. Open it
            2. Save it
    end
  end
end
