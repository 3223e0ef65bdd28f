cheatsheet do
  title 'Shell'
  docset_file_name 'Shell'
  keyword 'shell'
  category do
    id 'Variables'
    entry do
      name 'Set'
      command a = 'b'
      notes text = 'the value is used below'
    end
    entry do
      name text = 'Get'
      notes text
    end
  end
end
