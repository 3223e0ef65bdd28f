<!DOCTYPE html>
<html>
<body><h1>Ports</h1></body>
</html>
