variable "people" {
  type    = map(object({ age = number, teams = set(string), admin = optional(bool, false) }))
  default = {}
}

locals {
  names    = [for name, person in var.people : name if person.age >= 18 && !person.admin]
  by_team  = { for pair in flatten([for name, person in var.people : [for team in person.teams : { name = name, team = team }]]) : pair.team => pair.name... }
  indexed  = { for index, name in ["a", "b"] : name => index }
  swapped  = { for key, value in { a = "x", b = "y" } : value => key }
  of_set   = [for key, value in toset(["a"]) : key == value]
  of_tuple = [for i, v in ["a", 1, true] : "${i}${v}"]
  nested   = { for outer in ["a", "b"] : outer => { for inner in [1, 2] : "${outer}${inner}" => [for deep in range(inner) : deep] } }
  shadow   = [for name in local.names : [for name in [name] : name]]
  keyed    = { for name in ["a"] : (upper(name)) => name }
  wrapped = [
    for name in
    ["a", "b"] :
    upper(name)
    if name != "b"
  ]
  object = {
    for name, person in var.people :
    name => merge(person, { older = person.age + 1 })
  }
  keys   = keys({ for name in local.names : name => true })
}
