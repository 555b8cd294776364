name   = "joinery"
people = ["ada", "grace", "edsger"]

limits = {
  benches = 5
  people  = 8
}

tags = {
  floor = "ground"
}
