terraform {
  required_version = ">= 1.6"

  backend "local" {
    path = "here.tfstate"
  }

  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = ">= 5.50"
    }
  }
}

provider "aws" {
  alias  = "near"
  region = "eu-west-3"
}

locals {
  second = 3
}

resource "aws_security_group" "main" {
  ingress {
    from_port   = 22
    to_port     = 22
    protocol    = "tcp"
    cidr_blocks = ["10.0.0.0/8"]
  }

  lifecycle {
    prevent_destroy = false
  }
}
