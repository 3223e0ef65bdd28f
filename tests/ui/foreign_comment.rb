// Ports that everybody knows
cheatsheet do
  title 'Well-known ports'
  docset_file_name 'Ports'
  keyword 'port'

  category do
    id 'Web'

    entry do
      /* plain text */
      name 'HTTP'
      <!-- more to come -->
    end
  end
end
