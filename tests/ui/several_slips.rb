cheatsheet do
  title 'Ports'
  docset_filename 'Ports'
  category do
    id 'Web'
    entry do
      name 'It's plain'
      note 'see the log'
    end
    entry do
      name “443”
      notes: 'encrypted'
      command 'curl
    end
  end
end
