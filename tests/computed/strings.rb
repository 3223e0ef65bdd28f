cheatsheet do
  title 'Strings'
  docset_file_name 'Strings'
  keyword 'strings'
  category do
    id 'Made'
    ['snake_case_word', 'CamelCaseWord', ' padded  text ', "tab\tand\nline", 'ünï', 'a.b/c-d'].each do |text|
      entry do
        name text.strip.split.join(' ')
        command text.split('_').map(&:capitalize).join
        command text.gsub(/([a-z])([A-Z])/, '\1_\2').downcase
        command text.squeeze.strip.center(20, '.')
        command text.inspect
        command text.each_char.to_a.last(3).inspect + text.bytes.first(3).inspect
        command text.partition(/[.\/ ]/).inspect + text.rpartition('a').inspect
        command text[0, 3] + text[-2..] + text[1..-2] + (text[/[A-Z]\w+/] || '-')
        command text.start_with?(' ', 'C').to_s + text.count('a-c').to_s + text.index('a').inspect
        command text.chars.each_slice(4).map(&:join).join('|')
        command text.upcase.swapcase.capitalize
        command text.sub(/\A\s+/, '').chomp('word').delete_prefix('Camel')
        command text.lines.map(&:chomp).join(' / ')
        command text.ljust(18, '·') + '|' + text.rjust(18)
        command text.scan(/[aeiou]/).tally.sort.to_h.inspect
        command text.succ + text.next.length.to_s + text.hash.class.to_s if false
        command text.unpack('C*').length.to_s if text.respond_to?(:missing)
        command text.tr('a-z', 'A-Z').tr('^A-Z', '.')
        command text.insert(0, '>').replace('x') + text * 2 if text.dup.frozen?
        command text.each_line.with_index(1).map { |line, i| "#{i}:#{line.strip}" }.join(';')
        command text.slice(0..2).concat('!', '?').prepend('(') << ')'
        command (text <=> 'm').to_s + text.casecmp?('ÜNÏ').to_s + text.eql?('x').to_s
        command text.encode('UTF-8').unicode_normalize(:nfc) if text == 'none'
        command text.delete('aeiou').reverse
        command "%-10.5s|" % text
      end
    end
  end
end
