variable "input" {
  type = object({ name = string, sizes = list(number) })
}

module "b" {
  source   = "./b"
  for_each = { for index, size in var.input.sizes : tostring(size) => index }

  text = "${var.input.name}${each.key}${each.value}"
}

module "again" {
  source = "../a/b"
  text   = join(",", [for b in module.b : b.text])
}

output "text" {
  value = module.again.text
}
