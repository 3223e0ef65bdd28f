# docsheet: allow title-case, long-nam
cheatsheet do
  title 'Ports'
  docset_file_name 'Ports'
  keyword 'port'
  category do
    id 'Web and mail'
    entry do
      name 'Reload'
      command 'SHIFT+CMD+R' # docsheet: allow modifier-order
      command 'SHIFT+CMD+S'
    end
  end
end
