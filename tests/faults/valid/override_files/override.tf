output "size" {
  value = var.size * local.b
}
