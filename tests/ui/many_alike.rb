cheatsheet do
  title 'Ports'
  docset_file_name 'Ports'
  keyword 'port'
  category do
    id 'Web'
    entry do
      name '80'
    end
    entry do
      name '81'
      description 'Port 81'
    end
    entry do
      name '82'
      description 'Port 82'
    end
    entry do
      name '83'
      description 'Port 83'
    end
    entry do
      name '84'
      description 'Port 84'
    end
    entry do
      name '85'
      description 'Port 85'
    end
    entry do
      name '86'
      description 'Port 86'
    end
    entry do
      name '87'
      description 'Port 87'
    end
    entry do
      name '88'
      description 'Port 88'
    end
    entry do
      name '89'
      description 'Port 89'
    end
    entry do
      name '90'
      description 'Port 90'
    end
  end
end
