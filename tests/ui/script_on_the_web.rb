cheatsheet do
  title 'Ports'
  docset_file_name 'Ports'
  keyword 'port'
  category do
    id 'Web'
    entry do
      name '80'
      html_notes '<script src="https://example.org/a.js"></script>'
    end
  end
end
