terraform {
  required_providers {
    aws = {
      source = "hashicorp/aws"
    }
    terraform = {
      source = "terraform.io/builtin/terraform"
    }
  }
}

locals {
  parsed  = provider::aws::arn_parse("arn:aws:iam::111122223333:role/main")
  account = local.parsed.account_id
  built   = provider::aws::arn_build("aws", "iam", "", local.account, "role/other")
  trimmed = provider::aws::trim_iam_role_path("arn:aws:iam::111122223333:role/path/main")
  tfvars  = provider::terraform::encode_tfvars({ a = 1, b = ["x"] })
  decoded = provider::terraform::decode_tfvars("a = 1\n")
  literal = provider::terraform::encode_expr({ a = 1 })
}

output "all" {
  value = [local.account, local.built, local.trimmed, local.tfvars, local.decoded.a, local.literal]
}
