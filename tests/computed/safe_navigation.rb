ENTRIES = [
  { name: 'Full', command: 'ls', notes: 'text', options: { all: '-a' } },
  { name: 'Bare', command: nil },
  { name: 'Odd', command: '', options: {} }
].freeze

cheatsheet do
  title 'Safe'
  docset_file_name 'Safe'
  keyword 'safe'
  category do
    id 'All'
    ENTRIES.each do |item|
      entry do
        name item[:name]
        command item[:command]&.upcase || 'none'
        command item.dig(:options, :all).to_s + '.'
        command item[:options]&.fetch(:all, 'default').inspect
        command item.fetch(:notes) { |key| "no #{key}" }
        command [item[:command], item[:notes]].compact.reject(&:empty?).join('; ') + '!'
        options = item[:options] || {}
        options[:all] ||= '-A' unless options.empty?
        command options.to_a.flatten.inspect
        command item.key?(:notes) ? 'notes' : 'no notes'
      end
    end
  end
end
