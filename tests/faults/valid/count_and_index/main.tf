variable "enabled" {
  type    = bool
  default = true
}

variable "names" {
  type    = list(string)
  default = ["a", "b"]
}

resource "terraform_data" "none" {
  count = 0
}

resource "terraform_data" "maybe" {
  count = var.enabled ? 1 : 0
  input = "${count.index}-${length(var.names)}"
}

resource "terraform_data" "many" {
  count = "3"
  input = { index = count.index, name = element(var.names, count.index) }

  depends_on = [terraform_data.maybe, terraform_data.none]
}

output "values" {
  value = {
    first    = terraform_data.many[0].id
    last     = terraform_data.many[length(terraform_data.many) - 1].output.name
    legacy   = terraform_data.many.1.id
    maybe    = try(terraform_data.maybe[0].output, null)
    length   = length(terraform_data.none)
    by_index = { for index, one in terraform_data.many : index => one.id }
    whole    = terraform_data.many
    computed = terraform_data.many[var.enabled ? 0 : 1].id
  }
}
