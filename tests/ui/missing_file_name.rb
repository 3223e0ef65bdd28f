cheatsheet do
  title 'Ports'
  category do
    id 'Web'
    entry do
      name '80'
    end
  end
end
