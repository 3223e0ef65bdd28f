cheatsheet do
  title 'Numbers'
  docset_file_name 'Numbers'
  keyword 'numbers'
  category do
    id 'All'
    [0, 7, -7, 255, 1_000_000, 2.5, -0.1, 1e15, 3.0].each do |number|
      entry do
        name number.to_s
        command (number * 2).to_s + ' ' + (number / 2).to_s + ' ' + (number % 3).to_s
        command number.to_i.to_s + ' ' + number.abs.to_s + ' ' + number.ceil.to_s
        command number.floor.to_s + ' ' + number.round.to_s + ' ' + number.to_f.to_s if number.abs < 1e15
        command (number <=> 3).to_s + number.zero?.to_s
        command (number ** 2).to_s
      end
    end
    entry do
      name 'Maths'
      command [1, 2, 3, 4].sum.to_s + (2**10).to_s
      command [0.1, 0.2, 0.3].sum.to_s + ' ' + [3, 0.1, 0.2].sum.to_s + ' ' + [1.5, 2].sum(1).to_s
      command 1234.5678.floor(2).to_s + 15.to_s.rjust(5, '0')
    end
  end
end
