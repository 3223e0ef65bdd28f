def kind(value)
  case value
  when nil then 'nothing'
  when /\A\d+\z/ then 'digits'
  when /\A(?<word>[a-z]+)/i then "word #{$~[:word]}"
  when 0 then 'zero'
  when 1..9 then 'small'
  when 10... then 'large'
  when Float, Integer then 'number'
  when Array then "list of #{value.size}"
  when Hash then "keys #{value.keys.join('/')}"
  when :a, :b then 'symbol'
  when '+', '-' then 'sign'
  else 'else'
  end
end

cheatsheet do
  title 'Case'
  docset_file_name 'Case'
  keyword 'case'
  category do
    id 'Kinds'
    [nil, '12', 'Ab1', 0, 5, 50, -2.5, [1, 2], { k: 1, 'l' => 2 }, :b, '+', true].each do |value|
      entry do
        name kind(value)
        command value.inspect
      end
    end
    entry do
      name 'If'
      x = 7
      command case when x < 5 then 'less' when x < 10 then 'more' end
      command (if x.even? then 'even' elsif x.odd? then 'odd' end)
      command (x > 5 and not x.zero?).to_s
      command 'unless' unless x == 8
      command x.is_a?(Integer) ? 'whole' : 'other'
      command case x when String then 'text' when Integer, Float then 'number' end
    end
  end
end
