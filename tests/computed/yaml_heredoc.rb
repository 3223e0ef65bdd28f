require 'yaml'

DATA_TEXT = <<-YAML
  # ports of services
  - name: SSH
    port: 22
    secure: yes
    also: [scp, sftp]
  - name: "HTTP"
    port: 80
    secure: no
    also: ~
  - name: 'It''s local'
    port: 0x1F90
    secure: false
    note: |
      two
      lines
    folded: >
      one
      line
YAML

PORTS = YAML.safe_load(DATA_TEXT)

cheatsheet do
  title 'Ports'
  docset_file_name 'Ports'
  keyword 'ports'
  category do
    id 'All'
    PORTS.each do |port|
      entry do
        name port['name']
        command format('%-10s %5d %s', port['name'], port['port'], port['secure'] ? 'yes' : 'no')
        (port['also'] || []).each { |other| extra_index_name other }
        command port['note'].inspect
        command port.fetch('folded', 'none').inspect
        command port.keys.join(',')
      end
    end
  end
end
