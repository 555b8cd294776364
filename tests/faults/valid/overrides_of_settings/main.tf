provider "aws" {
  region = "eu-west-1"
}

provider "aws" {
  alias  = "near"
  region = "eu-west-2"
}

locals {
  first = 1
}

locals {
  second = 2
}

resource "aws_security_group" "main" {
  provider = aws.near
  name     = "main-${local.first}-${local.second}"

  dynamic "ingress" {
    for_each = [80, 443]

    content {
      from_port   = ingress.value
      to_port     = ingress.value
      protocol    = "tcp"
      cidr_blocks = ["10.0.0.0/8"]
    }
  }

  lifecycle {
    prevent_destroy = true

    precondition {
      condition     = local.first > 0
      error_message = "No."
    }
  }
}

variable "none" {
  default = null
}
