cheatsheet do
  title 'Ports'
  docset_file_name 'Ports'
  keyword 'port'
  category do
    id 'Web'
    entry do
      notes 'Port 80 is for plain web pages'
    end
  end
end
