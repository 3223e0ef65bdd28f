title: Ports
entries:
  - name: 80
    notes: Plain web pages
