terraform {
  required_providers {
    aws = {
      source                = "hashicorp/aws"
      version               = ">= 5.0"
      configuration_aliases = [aws.replica]
    }
  }
}

variable "name" {
  type = string
}

variable "versioned" {
  type = bool
}

variable "days" {
  type    = number
  default = null
}

resource "aws_s3_bucket" "main" {
  bucket = var.name
}

resource "aws_s3_bucket" "replica" {
  provider = aws.replica

  bucket = "${var.name}-replica"
}

resource "aws_s3_bucket_versioning" "main" {
  bucket = aws_s3_bucket.main.id

  versioning_configuration {
    status = var.versioned ? "Enabled" : "Suspended"
  }
}

resource "aws_s3_bucket_lifecycle_configuration" "main" {
  count = var.days == null ? 0 : 1

  bucket = aws_s3_bucket.main.id

  rule {
    id     = "expire"
    status = "Enabled"

    filter {}

    expiration {
      days = var.days
    }
  }
}

output "arn" {
  value = aws_s3_bucket.main.arn
}
