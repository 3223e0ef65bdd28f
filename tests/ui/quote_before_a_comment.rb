cheatsheet do
  title 'Quotes'             # shown in the list
  docset_file_name 'Quotes"  # the file's name
  keyword 'quotes            # what one types
  category do
    id 'Part'
    entry do
      command 'a'
      name 'One'
    end
  end
end
