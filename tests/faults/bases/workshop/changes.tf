moved {
  from = terraform_data.entrance
  to   = terraform_data.door
}

moved {
  from = module.table
  to   = module.bench
}

removed {
  from = terraform_data.stove

  lifecycle {
    destroy = false
  }
}

import {
  to = terraform_data.shop
  id = "7f5d1c1e"
}

check "people" {
  assert {
    condition     = length(var.people) >= 2
    error_message = "Nobody should work alone, ${local.first}."
  }
}
