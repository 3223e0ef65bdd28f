cheatsheet do
  title 'Ports'
  docset_file_name 'Ports'
  keyword 'port'
  category do
    id 'Web'
    entry do
      name 'Plain web pages, as they were served before everybody wanted them encrypted'
    end
  end
end
