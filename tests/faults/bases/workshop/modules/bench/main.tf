locals {
  area  = var.width * var.depth
  kinds = toset(var.tools[*].kind)
}

resource "terraform_data" "bench" {
  input = {
    name = var.name
    area = local.area
    tags = var.tags
    code = var.alarm_code
  }
}

module "tool" {
  source   = "./modules/tool"
  for_each = local.kinds

  kind  = each.key
  bench = terraform_data.bench.id
}
