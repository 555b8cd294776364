terraform {
  cloud {
    organization = "acme"

    workspaces {
      name = "main"
    }
  }

  required_providers {
    aws = {
      source = "hashicorp/aws"
    }
  }
}

provider "aws" {
  region = "eu-west-1"
}
