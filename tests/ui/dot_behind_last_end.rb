cheatsheet do
  title 'Ports'
  docset_file_name 'Ports'
  keyword 'port'
  category do
    id 'Web'
    entry do
      name '80'
      notes 'HTTP'
    end
    entry do
      name '443'
      notes 'HTTPS'
    end.
  end
end
