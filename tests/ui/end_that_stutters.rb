cheatsheet do
  title 'Ports'
  docset_file_name 'Ports'
  keyword 'ports'
  category do
    id 'Web'
    entry do
      name '443'
      notes 'HTTPS'
    end
  end
endnd
