Key = Struct.new(:label, :keys) do
  def shown
    keys.map { |key| "<#{key}>" }.join
  end

  def <=>(other) = label <=> other.label
  include Comparable
end
Option = Struct.new(:flag, :value, keyword_init: true)

KEYS = [Key.new('Paste', %w[C-v]), Key.new('Copy', %w[C-c C-c]), Key.new('Cut')].freeze

cheatsheet do
  title 'Struct'
  docset_file_name 'Struct'
  keyword 'struct'
  category do
    id 'Keys'
    KEYS.sort.each do |key|
      key.keys ||= []
      entry do
        name key.label
        command key.shown + '.'
        command key.to_a.inspect + key[:label] + key['label'] + key[0]
        label, keys = *key
        command "#{label} #{keys.size}"
        command key.to_h.inspect
        command key.inspect
      end
    end
    entry do
      name 'Option'
      option = Option.new(flag: '-x')
      option.value = 3
      command option.to_h.map { |k, v| "#{k}=#{v}" }.join(',')
      command (option == Option.new(flag: '-x', value: 3)).to_s
      command Option.members.inspect
      command option.to_s
      command option.each_pair.to_a.inspect
    end
  end
end
