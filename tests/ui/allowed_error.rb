# docsheet: allow syntax
# docsheet: ignore
cheatsheet do
  title 'Ports'
  docset_file_name 'Ports'
  keyword 'port'
  category do
    id 'Web'
    entry do
      name '# docsheet: allow nothing'
    end
  end
end
