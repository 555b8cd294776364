output "area" {
  value = local.area
}

output "tools" {
  value = { for kind, tool in module.tool : kind => tool.id }
}

output "code" {
  value     = var.alarm_code
  sensitive = true
}
