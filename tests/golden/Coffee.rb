# A small sheet with one of everything.
cheatsheet do
  title 'Coffee'
  docset_file_name 'Coffee'
  keyword 'coffee'
  source_url 'https://example.org/coffee'
  style 'td.command { width: 40% }'
  introduction 'Everything is *brewed* here; see [Espresso](#Espresso).'

  category do
    id 'Brewing'

    entry do
      name 'Espresso'
      command 'brew --pressure 9'
      command 'brew -p 9'
      notes <<~'NOTES'
        About 25 seconds.

        - **Grind:** fine
        - **See also:** [steaming](#Steam/froth%20milk)
      NOTES
      extra_index_name 'Short black'
    end

    entry do
      name 'Steam/froth milk'
      html_notes '<em>60 °C</em>'
    end
  end

  category do
    id 'Sizes & Names'
    header 'Size'
    header 'Says'
    html_class 'sizes'

    entry do
      td_command '2 oz'
      td_notes '`doppio`'
      index_name 'Doppio'
      not_in_main_index
      extra_index_name 'Double'
    end
  end

  notes "```sh\nbrew --help # lists everything\n```"
end
