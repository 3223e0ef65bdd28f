cheatsheet do
  title 'A'
  docset_file_name 'A'
  category do
    id 'B'
    entry do
      name 'x'
<<<<<<< HEAD
      notes 'One'
||||||| 1a2b3c4
      notes 'Two'
=======
      notes 'Three'
>>>>>>> topic
    end
  end
end
