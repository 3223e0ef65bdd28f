cheatsheet do
  title 'A'
  docset_file_name 'A'
  category do
    id 'B'
    entry do
      name 'x'
      notes 'on' and 'off'
    end
  end
end
