KEYMAP = Hash.new { |hash, key| hash[key] = key.to_s.split('_').map(&:capitalize).join(' ') }
KEYMAP[:esc] = '⎋'
HELP = {
  navigation: { next_tab: 'C-Tab', prev_tab: 'C-S-Tab' },
  editing: { undo: 'C-z', redo: nil }
}.freeze
ALIASES = { 'C' => 'CTRL', 'S' => 'SHIFT' }

def pretty(keys)
  return '—' unless keys
  *mods, key = keys.split('-')
  [*mods.map { |m| ALIASES[m] }, key].join('+')
end

cheatsheet do
  title 'Lookup'
  docset_file_name 'Lookup'
  keyword 'lookup'
  HELP.each.with_index(1) do |(section, items), number|
    category do
      id "#{number} #{KEYMAP[section]}"
      items.sort_by { |key, _| key }.to_h.each do |key, keys|
        entry do
          name KEYMAP[key]
          command pretty(keys)
          command "#{key.inspect} => #{keys.inspect}"
          command items.keys.index(key).to_s + items.values.compact.size.to_s
        end
      end
    end
  end
  category do
    id 'Made'
    entry do
      name KEYMAP.keys.size.to_s
      command KEYMAP.values.sort.join(', ')
      command KEYMAP.fetch(:nothing, 'absent') + KEYMAP.key?(:nothing).to_s
      command HELP.flat_map { |section, items| items.keys.map { |key| [section, key].join('.') } }.join(' ')
      command HELP.values.reduce(:merge).reject { |_, keys| keys.nil? }.transform_keys(&:to_s).inspect
      command HELP.sum { |_, items| items.count }.to_s + HELP.to_a.dig(0, 1, :next_tab)
    end
  end
end
