variable "token" {
  type      = string
  ephemeral = true
  sensitive = true
}

locals {
  header = "Bearer ${var.token}"
  length = length(var.token)
}

ephemeral "aws_secretsmanager_secret_version" "main" {
  secret_id = "main"

  lifecycle {
    postcondition {
      condition     = self.secret_string != ""
      error_message = "The secret is empty."
    }
  }
}

provider "aws" {
  region = "eu-west-1"
  token  = var.token
}

module "inner" {
  source = "./inner"
  secret = ephemeral.aws_secretsmanager_secret_version.main.secret_string
}

resource "terraform_data" "main" {
  input = ephemeralasnull(local.header)

  provisioner "local-exec" {
    command     = "true"
    environment = { TOKEN = module.inner.secret }
  }
}

resource "aws_db_instance" "main" {
  instance_class      = "db.t4g.micro"
  engine              = "postgres"
  allocated_storage   = 20
  username            = "main"
  password_wo         = var.token
  password_wo_version = 1
}
