cheatsheet do
  title 'Well-known ports'
  docset_file_name 'Ports'
  keyword 'port:'

  category do
    id 'Web'

    entry do
      name 'HTTP'
    end
  end
end
