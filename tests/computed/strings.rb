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
        command text.strip.center(20, '.')
        command text.inspect
        command text.each_char.to_a.last(3).inspect
        command text[0, 3] + text[-2..] + text[1..-2] + (text[/[A-Z]\w+/] || '-')
        command text.start_with?(' ', 'C').to_s + text.index('a').inspect
        command text.chars.each_slice(4).map(&:join).join('|')
        command text.upcase.capitalize
        command text.sub(/\A\s+/, '').chomp('word').delete_prefix('Camel')
        command text.lines.map(&:chomp).join(' / ')
        command text.ljust(18, '·') + '|' + text.rjust(18)
        command text.scan(/[aeiou]/).group_by { |one| one }.transform_values(&:size).sort.to_h.inspect
        command text.tr('a-z', 'A-Z').tr('^A-Z', '.')
        command text * 2
        command text.each_line.with_index(1).map { |line, i| "#{i}:#{line.strip}" }.join(';')
        command text[0..2] << '!' << ')'
        command (text <=> 'm').to_s + (text.downcase == 'ünï').to_s
        command text.tr('aeiou', '').reverse
        command "%-10.5s|" % text
      end
    end
  end
end
