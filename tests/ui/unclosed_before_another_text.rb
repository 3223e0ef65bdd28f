cheatsheet do
  title 'Ports'
  docset_file_name 'Ports'
  category do
    id 'Web'
    entry do
      notes "
        Plain web pages.
    end
    entry do
      notes "
        Web pages over TLS."
    end
  end
end
