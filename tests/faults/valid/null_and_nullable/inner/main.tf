variable "filled" {
  type     = list(string)
  default  = ["a"]
  nullable = false
}

variable "empty" {
  type    = map(string)
  default = { a = "b" }
}

output "first" {
  value = var.filled[0]
}
