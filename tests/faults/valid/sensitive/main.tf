variable "password" {
  type      = string
  sensitive = true
}

variable "users" {
  type      = map(object({ password = string }))
  sensitive = true
  default   = {}
}

resource "terraform_data" "main" {
  input = var.password

  provisioner "local-exec" {
    command = "true"
    environment = {
      PASSWORD = var.password
    }
  }
}

resource "terraform_data" "user" {
  for_each = nonsensitive(toset(keys(var.users)))
  input    = var.users[each.key].password
}

module "inner" {
  source   = "./inner"
  password = var.password
}

output "password" {
  value     = "${var.password}!"
  sensitive = true
}

output "length" {
  value = nonsensitive(length(var.password))
}

output "public" {
  value = nonsensitive(var.password)
}

output "inner" {
  value     = module.inner.password
  sensitive = true
}

output "resource" {
  value     = terraform_data.main.output
  sensitive = true
}

output "is_sensitive" {
  value = issensitive(var.password)
}
