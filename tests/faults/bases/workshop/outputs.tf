output "areas" {
  description = "Area of each bench."
  value       = { for name, bench in module.bench : name => bench.area }
}

output "guest_area" {
  description = "Area of the guests' bench, if there is one."
  value       = one(module.guest_bench[*].area)
}

output "people" {
  description = "The people's records."
  value       = terraform_data.person[*].output

  precondition {
    condition     = length(var.people) <= var.limits.people
    error_message = "That is too many people."
  }
}

output "code" {
  description = "What switches the alarm off."
  value       = "${local.prefix}-${var.alarm_code}"
  sensitive   = true
}

output "notice" {
  description = "What hangs on the door."
  value       = local.notice
  depends_on  = [terraform_data.door]
}
