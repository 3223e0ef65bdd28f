module Names
  PREFIX = 'do'.freeze
  SUFFIXES = %w[copy paste].freeze

  class << self
    def copy; "#{PREFIX} #{__method__}"; end
    def paste = "#{PREFIX} #{__method__}"
    alias insert paste
  end

  def self.all
    SUFFIXES.map { |suffix| send(suffix) }
  end
end

class Base
  def label; self.class.name.downcase; end
  alias_method :title, :label
  def to_s; "#{label}!"; end
  def ==(other) = other.is_a?(Base) && label == other.label
end

class Derived < Base
  def label; super + '+'; end
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
      command (Derived.new == Derived.new).to_s
    end
  end
end
