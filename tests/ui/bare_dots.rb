cheatsheet do
  title 'Dots'
  docset_file_name 'Dots'
  keyword 'dots'
  category do
    id 'B'
    entry do
      command ..
      name 'x'
      notes ...
    end
    entry do
      command 'a'
      name foo()
      notes foo.bar
    end
    entry do
      command 'a'..'b'
      name 'z'
    end
  end
end
