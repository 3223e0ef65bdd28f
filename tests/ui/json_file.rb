{
  "title": "Ports",
  "entries": [{ "name": "80" }]
}
