variable "name" {}

variable "zones" {
  type    = list(string)
  default = ["x"]
}

output "first" {
  value = "${var.name}-${var.zones[0]}"
}
