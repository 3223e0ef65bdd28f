cheatsheet do
  title 'Ports'
  docset_file_name 'Ports'
  category do
    id 'Web'
    entry do
      name '80'
      end
    entry do
      name '443'
    end
    end
  end
  category do
    id 'Mail'
    entry do
      name '25'
    end
  end
end
