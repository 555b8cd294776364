resource "terraform_data" "a" {}

data "aws_region" "current" {
  depends_on = [terraform_data.a]
}

module "inner" {
  source     = "./inner"
  depends_on = [terraform_data.a, data.aws_region.current]
}

resource "terraform_data" "b" {
  count      = 2
  depends_on = [module.inner, data.aws_region.current, terraform_data.a, ]
}

output "b" {
  value      = terraform_data.b[0].id
  depends_on = [module.inner, terraform_data.b[1]]
}
