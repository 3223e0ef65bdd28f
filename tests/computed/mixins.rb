module Shortcuts
  def shortcut(label, *keys)
    "#{label}: #{keys.join('+')}"
  end
end

module Registry
  @items = []
  @@count = 0

  def self.add(item)
    @items << item
    @@count += 1
    self
  end

  def self.items = @items.dup
  def self.count = @@count
end

include Shortcuts

class Menu
  include Shortcuts
  include Enumerable
  attr_accessor :rows

  def initialize(*rows) = @rows = rows

  def each(&block)
    return enum_for(:each) unless block_given?
    @rows.each(&block)
    self
  end
end

Registry.add('a').add('b')

cheatsheet do
  title 'Mixins'
  docset_file_name 'Mixins'
  keyword 'mixins'
  category do
    id 'Menu'
    menu = Menu.new('File', 'Edit', 'View')
    menu.each_with_index do |row, i|
      entry do
        name row
        command shortcut(row, 'ALT', row[0])
        command menu.shortcut(row, i)
      end
    end
    entry do
      name 'All'
      command menu.map(&:upcase).join + menu.sort.first + menu.include?('Edit').to_s
      command menu.first + menu.first(2).inspect + menu.reduce(:+) + menu.to_a.size.to_s
      command menu.each_slice(2).to_a.inspect + menu.min_by(&:size) + menu.each.with_index.map { |row, i| row * i }.join
      command Registry.items.inspect + Registry.count.to_s
    end
  end
end
