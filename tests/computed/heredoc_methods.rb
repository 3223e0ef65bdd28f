TABLE = <<~ROWS.lines.map(&:chomp).reject(&:empty?).map { |line| line.split(/\s*\|\s*/) }
  Copy | cp a b | -r
  Move | mv a b

  Delete | rm a | -rf
ROWS

def note(label) = <<~TEXT.strip
  #{label}:
    indented
  done
TEXT

cheatsheet do
  title <<~T.chomp
    Heredocs
  T
  docset_file_name 'Heredocs'
  keyword 'heredocs'
  category do
    id 'Files'
    TABLE.each do |label, line, *flags|
      entry do
        name label
        command line
        command flags.inspect
        command note(label)
        command <<-ONE.gsub(/^\s+/, '') + <<-'TWO'.strip
          first #{label}
        ONE
          second #{label} \n
        TWO
        command [<<~A, <<~B].map(&:strip).join('/')
          a
        A
          b
        B
        command(<<~X.split("\n", -1).inspect)
          x\ty

          z
        X
      end
    end
  end
end
