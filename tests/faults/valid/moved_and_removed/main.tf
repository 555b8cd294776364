resource "terraform_data" "new" {
  for_each = toset(["a", "b"])
}

resource "terraform_data" "counted" {
  count = 2
}

module "inner" {
  source = "./inner"
  count  = 2
}

moved {
  from = terraform_data.old
  to   = terraform_data.new["a"]
}

moved {
  from = terraform_data.older
  to   = terraform_data.old
}

moved {
  from = terraform_data.counted
  to   = terraform_data.counted[0]
}

moved {
  from = module.inner
  to   = module.inner[0]
}

moved {
  from = module.gone.terraform_data.thing
  to   = module.inner[1].terraform_data.thing
}

removed {
  from = terraform_data.dropped

  lifecycle {
    destroy = false
  }
}

removed {
  from = module.dropped.terraform_data.thing

  lifecycle {
    destroy = true
  }

  provisioner "local-exec" {
    when    = destroy
    command = "echo ${self.id}"
  }
}
