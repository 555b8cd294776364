terraform {
  required_version = ">= 1.3.0, != 1.4.0, < 2.0.0"

  backend "s3" {
    bucket       = "state"
    key          = "main/terraform.tfstate"
    region       = "eu-west-1"
    encrypt      = true
    use_lockfile = true
    kms_key_id   = "alias/state"

    assume_role = {
      role_arn = "arn:aws:iam::111122223333:role/state"
    }

    endpoints = {
      s3 = "https://s3.example.org"
    }
  }
}

data "terraform_remote_state" "other" {
  backend   = "s3"
  workspace = "prod"

  config = {
    bucket = "state"
    key    = "other/terraform.tfstate"
    region = "eu-west-1"
  }

  defaults = {
    size = 1
  }
}

output "other" {
  value = data.terraform_remote_state.other.outputs.anything["at"].all
}
