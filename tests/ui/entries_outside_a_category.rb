cheatsheet do
  title 'Ports'
  docset_file_name 'Ports'
  category do
    id 'Web'
    entry do
      name '80'
    end
  end
  entry do
    name '81'
  end
  entry do
    name '82'
  end
  entry do
    name '83'
  end
  entry do
    name '84'
  end
  entry do
    name '85'
  end
  entry do
    name '86'
  end
end
