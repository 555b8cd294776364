output "bastion_ip" {
  value = one(aws_eip.bastion[*].public_ip)
}

output "bucket_arns" {
  value = { for name, store in module.store : name => store.arn }
}

output "role_arn" {
  value = module.roles.arn
}

output "subnet_ids" {
  value = values(aws_subnet.main)[*].id
}
