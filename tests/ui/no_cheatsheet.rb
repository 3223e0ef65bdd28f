# Ports of well-known services
PORTS = [80, 443]
