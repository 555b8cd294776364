variable "never_null" {
  type     = string
  default  = "x"
  nullable = false
}

variable "maybe" {
  type     = number
  default  = null
  nullable = true
}

module "inner" {
  source = "./inner"

  filled = null
  empty  = null
}

resource "aws_vpc" "main" {
  cidr_block           = "10.0.0.0/16"
  instance_tenancy     = null
  enable_dns_hostnames = null
  tags                 = null
}

resource "aws_security_group" "main" {
  name        = null
  description = var.maybe == null ? null : "Group ${var.maybe}"
  vpc_id      = aws_vpc.main.id

  ingress = null
}

locals {
  nothing  = null
  filled   = coalesce(var.maybe, 3)
  tried    = try(var.maybe.x, "none")
  compared = var.maybe == null || null == null
  list     = [null, 1, null]
  map      = { a = null }
  splat    = var.maybe[*]
}

output "nothing" {
  value = local.nothing
}
