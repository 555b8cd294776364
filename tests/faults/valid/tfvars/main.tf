variable "name" {
  type = string
}

variable "sizes" {
  type = map(number)
}

variable "more" {
  type    = object({ a = string, b = optional(list(string)) })
  default = { a = "x" }
}

variable "late" {
  type = list(string)
}

output "name" {
  value = "${var.name} ${length(var.sizes)} ${var.more.a} ${join(",", var.late)}"
}
