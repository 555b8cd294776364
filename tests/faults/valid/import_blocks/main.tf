locals {
  groups = { a = "/a", b = "/b" }
}

resource "aws_cloudwatch_log_group" "main" {
  for_each = local.groups

  name = each.value
}

resource "aws_vpc" "main" {
  count = 2

  cidr_block = "10.${count.index}.0.0/16"
}

module "inner" {
  source = "./inner"
}

import {
  for_each = local.groups
  to       = aws_cloudwatch_log_group.main[each.key]
  id       = each.value
}

import {
  to = aws_vpc.main[0]
  id = "vpc-${local.groups["a"]}"
}

import {
  to = module.inner.terraform_data.main
  id = "x"
}
