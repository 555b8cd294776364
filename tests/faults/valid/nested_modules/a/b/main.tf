variable "text" {
  type    = string
  default = null
}

output "text" {
  value = upper(coalesce(var.text, "none"))
}

output "where" {
  value = "${path.module} ${path.root} ${path.cwd}"
}
