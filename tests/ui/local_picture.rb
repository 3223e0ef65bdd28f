cheatsheet do
  title 'Local picture'
  docset_file_name 'Local_picture'
  keyword 'local'
  category do
    id 'First'
    entry do
      name 'One'
      notes <<~'NOTES'
        The way of a call: ![call flow](call%20flow.png)
      NOTES
      html_notes '<img src="../pics/phone.png" alt="phone">'
    end
  end
end
