variable "kind" {
  type = string
}

variable "bench" {
  type = string
}

resource "terraform_data" "tool" {
  input = "${var.kind} on ${var.bench}"
}

output "id" {
  value = terraform_data.tool.id
}
