provider "aws" {
  region              = var.region
  allowed_account_ids = ["111122223333"]

  default_tags {
    tags = local.tags
  }
}

provider "aws" {
  alias  = "replica"
  region = "eu-west-1"

  assume_role {
    role_arn     = "arn:aws:iam::111122223333:role/replication"
    session_name = "platform"
  }
}
