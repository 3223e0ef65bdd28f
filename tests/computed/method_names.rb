module Names
  PREFIX = 'do'.freeze
  SUFFIXES = %w[copy paste].freeze

  def self.copy = "#{PREFIX} copy"
  def self.paste = "#{PREFIX} paste"
  def self.insert = paste

  def self.all
    [copy, paste]
  end
end

class Base
  def label; "base"; end
  def title = label
  def to_s; "#{label}!"; end
  def same?(other) = other.is_a?(Base) && label == other.label
end

class Derived
  def to_s; "#{label}!"; end
  def title = label
  def label; title_of_base + '+'; end
  def title_of_base; "base"; end
end

cheatsheet do
  title 'Names'
  docset_file_name 'Names'
  keyword 'names'
  category do
    id 'All'
    entry do
      name 'Methods'
      Names.all.each { |text| command text }
      command Names.insert
      command Names::SUFFIXES.last
      command Derived.new.to_s + Base.new.title + Derived.new.title
      command Base.new.same?(Base.new).to_s + Base.new.same?(Derived.new).to_s
    end
  end
end
