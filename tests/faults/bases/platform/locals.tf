locals {
  name = "platform"
  tags = {
    Project = local.name
    Region  = var.region
  }

  subnets = { for index, zone in var.zones : zone => cidrsubnet(var.vpc_cidr, 8, index) }
  account = data.aws_caller_identity.current.account_id
}
