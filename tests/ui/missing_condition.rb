cheatsheet do
  title 'T'
  docset_file_name 'T'
  keyword 't'
  category do
    id 'C'
    entry do
      name 'n'
      notes 'x' unless
    end
  end
end
