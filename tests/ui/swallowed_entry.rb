cheatsheet do
  title 'Ports'
  docset_file_name 'Ports'
  keyword 'port'
  category do
    id 'Web'
    entry do
      name '80'
      notes <<-TEXT
        Plain web pages
    end
    entry do
      name '443'
      notes <<-TEXT
        Encrypted
      TEXT
    end
  end
end
