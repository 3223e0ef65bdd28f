ROWS = [['A', 1, 0.5], ['Long name', 1234, 99.999], ['é', -3, 0]].freeze

cheatsheet do
  title 'Format'
  docset_file_name 'Format'
  keyword 'format'
  category do
    id 'Numbers'
    ROWS.each do |label, count, share|
      entry do
        name label
        command format('%-12s|%6d|%8.2f%%', label, count, share)
        command '%s' % label + '%+05d' % count
        command format('%<label>s has %<count>04d', label: label, count: count)
        command format('%{label}: %{count}', label: label, count: count)
        command count.to_s.rjust(6, '.') + label.ljust(10, '-') + label.center(11, '*')
        command count.abs.to_s.reverse.scan(/\d{1,3}/).join(',').reverse
        command share.round(1).to_s
        command '%X' % 255 + '%08b' % 37 + '%o' % 8
        command count.to_s.chars.reverse.map(&:to_i).inspect if count.positive?
      end
    end
  end
end
