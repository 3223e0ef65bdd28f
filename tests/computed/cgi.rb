require 'cgi'

cheatsheet do
  title 'CGI'
  docset_file_name 'CGI'
  keyword 'cgi'
  category do
    id 'HTML'
    %w[<br> <a\ href="x"> it's &amp;].each do |text|
      entry do
        name CGI.unescapeHTML(CGI.escapeHTML('x'))
        command CGI.escapeHTML(text)
        command CGI.unescape_html("#{CGI.escape_html(text)} &#60;&#x3C;&nbsp;&apos;&#99999999;&bogus;")
      end
    end
  end
  category do
    id 'Addresses'
    ['ä*~-_. +%&=', 'a/b', ''].each do |text|
      entry do
        index_name "search?q=#{CGI.escape(text)}"
        command CGI.unescape(CGI.escape(text)) + CGI::unescape('a+b%26c')
      end
    end
  end
end
