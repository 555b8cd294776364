terraform {
  required_version = "~> 1.10"

  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = "~> 5.100"
    }
  }

  backend "s3" {
    bucket = "platform-state"
    key    = "platform/terraform.tfstate"
    region = "eu-central-1"
  }
}
