ARROWS = { 'up' => '↑', 'down' => '↓', 'left' => '←', 'right' => '→' }.freeze

def keys(text)
  text.gsub(/\b(up|down|left|right)\b/) { |name| ARROWS[name] }
      .gsub(/<(\w+)>/) { "[#{$1.capitalize}]" }
      .gsub(/(\w)-(\w)/, '\1+\2')
end

cheatsheet do
  title 'Gsub'
  docset_file_name 'Gsub'
  keyword 'gsub'
  category do
    id 'Moves'
    ['up', 'ctrl <esc> left', 'C-x C-f', '<tab> right down'].each do |text|
      entry do
        name text.tr('<>', '()')
        command keys(text)
        command text.sub(/(?<first>\w+)/, '\k<first>!')
        command text.gsub(/[aeiou]/) { |letter| letter.upcase }
        command text.gsub(/(.)(.)/, '\2\1\0')
        command text.gsub('-', '\\\\')
        command text.gsub(/t/, '{\&}').gsub(/r/, "<\\0>")
        command text.tr('a-y', 'b-z').tr('q', '')
        command text =~ /x/ ? "has #{$~[0]}" : 'none'
        command text.gsub(/\s+/, '_')
      end
    end
  end
end
