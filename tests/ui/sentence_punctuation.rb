cheatsheet do
  title 'Ports'
  docset_file_name 'Ports'
  keyword 'port'
  category do
    id 'Web'
    entry do
      name '80'
      notes see RFC 9110, section 15. Don't cache it
    end
  end
end
