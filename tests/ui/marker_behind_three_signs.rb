cheatsheet do
  title 'A'
  docset_file_name 'A'
  keyword 'a'
  category do
    id 'C'
    entry do
      name 'One'
      notes <<<'END'
        Moves a file
      END
    end
    entry do
      name 'Two'
      notes << -'END'
        Moves it back
      END
    end
  end
end
