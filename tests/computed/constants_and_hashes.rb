KEYS = {
  'Copy' => %w[C CMD],
  'Paste' => %w[V CMD],
  'Paste Plainly' => %w[V CMD SHIFT]
}.freeze
ORDER = %w[CMD CTRL OPTION SHIFT].freeze

def keys(list)
  *letters = list - ORDER
  (ORDER & list).push(*letters).join('+')
end

cheatsheet do
  title 'Keys'
  docset_file_name 'Keys'
  keyword 'keys'
  category do
    id 'Editing'
    header %w[Action Keys]
    KEYS.each_with_index do |(action, pressed), index|
      entry do
        name "#{index + 1} #{action}"
        td_command keys(pressed)
        td_command pressed.sort_by { |key| [-key.length, key] }.inspect
      end
    end
    entry do
      name 'Hash'
      td_command [['a b', :c], [:d, nil]].to_h.inspect + { e: 1.5 }.to_s
    end
  end
end
