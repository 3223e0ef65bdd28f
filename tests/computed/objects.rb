WORDS = %w[apple bob avocado cherry banana apricot].freeze

cheatsheet do
  title 'Collections'
  docset_file_name 'Collections'
  keyword 'collections'

  grouped = WORDS.group_by { |word| word[0] }
  counts = WORDS.each_with_object(Hash.new(0)) { |word, hash| hash[word.size] += 1 }
  grouped.sort_by { |letter, words| [-words.size, letter] }.each do |letter, words|
    category do
      id letter.upcase
      words.each_with_index do |word, index|
        entry do
          name word
          command "#{index}: #{counts[word.size]}"
        end
      end
    end
  end

  category do
    id 'Folds'
    entry do
      name 'Inject'
      command WORDS.inject { |a, b| a.length >= b.length ? a : b }
      command WORDS.map(&:length).reduce(:+).to_s
      command WORDS.zip(1..6).to_h.inspect
      command WORDS.each_slice(4).map(&:first).inspect
      command WORDS.min_by(&:length) + WORDS.max
      command (WORDS.sum(&:size).to_f / WORDS.size).round(2).to_s
      command WORDS.to_h { |word| [word.to_sym, word.size] }.select { |_, n| n > 6 }.inspect
      command WORDS.each_with_index.to_a.last.inspect
      command WORDS.find { |word| word.end_with?('y') }.to_s
      command WORDS.sort.reverse.take(2).inspect
      command WORDS[2]
      command WORDS.flat_map(&:chars).uniq.sort.join
      command WORDS.inject(:+)[0, 10]
      command WORDS.group_by(&:size).transform_values(&:count).sort.inspect
      command WORDS.reverse.each_with_object([]) { |w, acc| acc << w[-1] }.join
    end
  end
end
