variable "size" {
  type    = string
  default = "small"
}

resource "terraform_data" "main" {
  input = "main"

  lifecycle {
    prevent_destroy = true
  }
}

locals {
  a = 1
  b = 2
}

output "size" {
  value = var.size
}
