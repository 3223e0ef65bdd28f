cheatsheet do
  title 'Ports'
  docset_file_name 'Ports'
  keyword 'port'
  category do
    id 'Web'
    entry do
      name 'Reload'
      command 'SHIFT+CMD+R'
    end
  end
end
