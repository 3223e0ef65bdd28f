cheatsheet do
  title 'A'
  docset_file_name 'A'
  keyword 'a'
  style '
    .notes { color: red }
  '

  class Mark
    def self.of(code)
      return "<b>
        #{code} isn't it
      </b>"
    end
  end

  category do
    id 'C'
    entry do
      command 'a'
      notes 'it's here'
    end
    entry do
      command 'b'
      html_notes Mark.of('b')
    end
  end
end
