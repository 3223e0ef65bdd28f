cheatsheet do
  titel 'Ports'
  docset_file_name 'a/b'
  category do
    entry do
      name '80', '443'
      notes File.read('x')
    end
    entry do
    end
  end
end
