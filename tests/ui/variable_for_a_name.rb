cheatsheet do
  title 'People'
  docset_file_name 'People'
  keyword 'people'
  category do
    id 'Handles'
    entry do
      name @user
    end
  end
end
