module "store" {
  source   = "./modules/store"
  for_each = var.stores

  providers = {
    aws         = aws
    aws.replica = aws.replica
  }

  name      = "${local.name}-${each.key}-${local.account}"
  versioned = each.value.versioned
  days      = each.value.days
}

module "roles" {
  source = "./modules/roles"

  name    = local.name
  buckets = values(module.store)[*].arn
}

resource "aws_cloudwatch_log_group" "service" {
  name              = "/platform/service"
  retention_in_days = 30
}

resource "aws_kinesis_stream" "events" {
  provider = aws.replica

  name             = "${local.name}-events"
  shard_count      = 1
  retention_period = 48
}

resource "aws_secretsmanager_secret" "service" {
  name                    = "${local.name}-service"
  recovery_window_in_days = 7
}

ephemeral "aws_secretsmanager_secret_version" "service" {
  secret_id = aws_secretsmanager_secret.service.id
}

resource "aws_ssm_parameter" "settings" {
  name = "/platform/settings"
  type = "String"
  value = jsonencode({
    stream = aws_kinesis_stream.events.name
    subnet = { for zone, subnet in aws_subnet.main : zone => subnet.id }
    parsed = provider::aws::arn_parse(aws_kinesis_stream.events.arn).service
  })
}

import {
  to = aws_cloudwatch_log_group.service
  id = "/platform/service"
}

moved {
  from = aws_instance.jump
  to   = aws_instance.bastion[0]
}

check "vpc" {
  data "aws_vpc" "main" {
    id = aws_vpc.main.id
  }

  assert {
    condition     = data.aws_vpc.main.enable_dns_support
    error_message = "Names must resolve inside ${aws_vpc.main.id}."
  }
}
