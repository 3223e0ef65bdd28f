cheatsheet do
  title 'Ports'
  docset_file_name 'Ports'
  keyword 'port'
  category do
    id 'Web'
    entry do
      name 'a & b'
      index_name 'a &amp; b'
      extra_index_name '`and`'
    end
  end
end
