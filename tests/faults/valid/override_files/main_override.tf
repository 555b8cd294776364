variable "size" {
  type    = number
  default = 3
}

resource "terraform_data" "main" {
  input = var.size + local.a
}

locals {
  a = 10
}

output "size" {
  description = "The size."
}
