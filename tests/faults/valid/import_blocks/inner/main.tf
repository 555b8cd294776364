resource "terraform_data" "main" {}
