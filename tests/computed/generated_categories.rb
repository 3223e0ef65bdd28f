SHEET = {
  'File' => [['Open', 'o', 'Opens a file'], ['Save', 's', nil]],
  'View' => [['Zoom', '+', 'Zooms']]
}.freeze

def mod(key, options = {})
  [('SHIFT' if options[:shift]), 'CTRL', key.upcase].compact.join('+')
end

module Render
  def self.rows(list)
    list.map.with_index(1) { |(label, key, text), number| { number: number, label: label, key: key, text: text } }
  end
end

cheatsheet do
  title "#{SHEET.size} Menus"
  docset_file_name 'Menus'
  keyword 'menus'
  SHEET.each do |menu, list|
    category do
      id menu
      header %w[Key Text]
      Render.rows(list).each do |row|
        entry do
          name "#{row[:number]} #{row[:label]}"
          td_command mod(row[:key])
          td_command mod(row[:key], shift: true)
          td_notes row[:text] || ''
          extra_index_name "#{menu} > #{row[:label]}"
          index_name row[:label] unless row[:text].nil?
        end
      end
    end
  end
end
