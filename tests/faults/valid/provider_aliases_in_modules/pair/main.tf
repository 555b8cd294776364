terraform {
  required_providers {
    aws = {
      source                = "hashicorp/aws"
      version               = ">= 4.0"
      configuration_aliases = [aws.near, aws.far]
    }
  }
}

resource "aws_vpc" "near" {
  provider   = aws.near
  cidr_block = "10.0.0.0/16"
}

resource "aws_vpc" "far" {
  provider   = aws.far
  cidr_block = "10.1.0.0/16"
}

module "deeper" {
  source    = "../inherits"
  providers = { aws = aws.far }

  name = aws_vpc.near.id
}
