terraform {
  required_providers {
    aws = {
      source = "hashicorp/aws"
    }
  }
}

provider "aws" {
  region = "eu-west-1"
}

provider "aws" {
  alias  = "us"
  region = "us-east-1"
}

module "pair" {
  source = "./pair"

  providers = {
    aws.near = aws
    aws.far  = aws.us
  }
}

module "inherits" {
  source   = "./inherits"
  for_each = toset(["a", "b"])

  name = each.key
}

module "swapped" {
  source    = "./inherits"
  providers = { aws = aws.us }

  name = "swapped"
}

data "aws_region" "us" {
  provider = aws.us
}
