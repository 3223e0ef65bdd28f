cheatsheet do
  title 'Ports'
  docset_file_name 'Ports'
  keyword 'port'
  category do
    id 'Web'
    entry do
      port = nil
      name port.upcase
    end
  end
end
