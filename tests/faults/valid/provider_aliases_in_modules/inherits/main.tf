terraform {
  required_providers {
    aws = {
      source = "hashicorp/aws"
    }
  }
}

variable "name" {
  type = string
}

resource "aws_cloudwatch_log_group" "main" {
  name = "/inherits/${var.name}"
}
