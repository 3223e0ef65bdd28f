cheatsheet do
  title 'Ranges'
  docset_file_name 'Ranges'
  keyword 'ranges'
  ('A'..'C').each_with_index do |letter, index|
    category do
      id "Part #{letter}"
      (index..index + 2).each do |number|
        entry do
          name "#{letter}#{number}"
          command '=' * number + '>' if number > 0
          command (1..number).to_a.inspect
          command (1...10).step(3).map { |n| n * number }.join(' ')
          command (0..20).each_slice(7).map(&:sum).inspect
          command (1..10).step(4).to_a.to_s
          command [(1..2).include?(number), number - 1, number % 3].inspect
        end
      end
    end
  end
end
