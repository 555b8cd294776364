variable "items" {
  type    = list(object({ name = string, tags = list(string), inner = list(object({ id = number })) }))
  default = []
}

variable "maybe" {
  type    = object({ name = string })
  default = null
}

resource "terraform_data" "many" {
  count = 2
  input = count.index
}

resource "terraform_data" "keyed" {
  for_each = toset(["a", "b"])
  input    = each.value
}

resource "terraform_data" "single" {
  input = "x"
}

output "splats" {
  value = {
    full       = var.items[*].name
    attribute  = var.items.*.name
    nested     = var.items[*].inner[*].id
    first_tags = var.items[*].tags[0]
    optional   = var.maybe[*].name
    one        = one(var.maybe[*].name)
    counted    = terraform_data.many[*].id
    legacy     = terraform_data.many.*.output
    keyed      = values(terraform_data.keyed)[*].id
    single     = terraform_data.single[*].id
    literal    = [{ a = 1 }, { a = 2 }][*].a
    indexed    = var.items[*].inner[0].id
  }
}
