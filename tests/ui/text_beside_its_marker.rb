cheatsheet do
  title 'A'
  docset_file_name 'A'
  keyword 'a'
  category do
    id 'C'
    entry do
      name 'One'
      notes <<~'END' Moves a file
        to another place
      END
    end
  end
end
