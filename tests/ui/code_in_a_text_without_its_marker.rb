cheatsheet do
  title 'Migrations'
  docset_file_name 'Migrations'
  keyword 'migrations'
  category do
    id 'Part'
    entry do
      name 'One'
      notes <<-'END'
        ```ruby
        class One
          def change
          end
        end
        ```
    end
    entry do
      name 'Two'
      notes <<-'END'
        More.
      END
    end
  end
end
