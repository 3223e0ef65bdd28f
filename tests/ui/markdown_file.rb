# Ports

> What listens where.

- Plain web pages:

`curl localhost:80`
