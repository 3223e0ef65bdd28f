cheatsheet do
  title '.htaccess'
  docset_file_name '.htaccess'
  keyword 'ht'
  category do
    id 'Access'
    entry do
      name 'Deny'
    end
  end
end
