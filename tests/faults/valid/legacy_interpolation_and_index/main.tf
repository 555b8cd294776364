variable "names" {
  type    = list(string)
  default = ["a"]
}

variable "settings" {
  type    = map(string)
  default = {}
}

resource "terraform_data" "many" {
  count = "${length(var.names)}"
  input = "${var.names[count.index]}"
}

locals {
  first   = "${var.names.0}"
  element = "${element(var.names, 7)}"
  lookup  = "${lookup(var.settings, "size", "small")}"
  legacy  = terraform_data.many.0.id
  tuple   = [["a", "b"], ["c"]].0[1]
  quoted  = { "a" = 1, b : 2, "c" : 3, (local.first) = 4, "${local.first}-x" = 5 }
  indexed = local.quoted["a"]
}

output "all" {
  value = "${local.first}${local.element}${local.lookup}${local.legacy}"
}
