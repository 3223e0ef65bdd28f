port,name,notes
80,http,Plain web pages
443,https,Encrypted
