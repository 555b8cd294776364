variable "secret" {
  type      = string
  ephemeral = true
}

output "secret" {
  value     = upper(var.secret)
  ephemeral = true
}
