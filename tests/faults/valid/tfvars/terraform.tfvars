# A comment
name = "from tfvars"
sizes = {
  small = 1
  "big" = "20"
}
more = { a = 1, b = [] }
