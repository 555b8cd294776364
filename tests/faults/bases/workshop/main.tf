resource "terraform_data" "shop" {
  input            = { name = local.prefix, hours = local.hours }
  triggers_replace = [var.limits.people]

  lifecycle {
    create_before_destroy = true
    ignore_changes        = [input]

    precondition {
      condition     = local.hours > 0
      error_message = "The shop closes after it opens, not ${abs(local.hours)} hours before."
    }

    postcondition {
      condition     = self.output != null
      error_message = "The shop has nothing to say."
    }
  }
}

resource "terraform_data" "person" {
  count = length(var.people)

  input = "${local.prefix}-${var.people[count.index]}-${count.index + 1}"
}

resource "terraform_data" "spare" {
  for_each = local.spares

  input = { kind = each.value, place = each.key }

  lifecycle {
    replace_triggered_by = [terraform_data.shop.id, terraform_data.person[0]]
  }
}

resource "terraform_data" "door" {
  triggers_replace = terraform_data.shop.id

  depends_on = [terraform_data.person, module.bench]

  connection {
    type = "ssh"
    host = "door.example.org"
    user = "porter"
  }

  provisioner "local-exec" {
    command     = "echo ${self.id}"
    interpreter = ["/bin/sh", "-c"]
    environment = {
      HOURS = local.hours
    }
  }

  provisioner "remote-exec" {
    inline = ["open ${self.id}"]
  }

  provisioner "file" {
    content     = local.notice
    destination = "/tmp/notice"
    when        = create
    on_failure  = continue
  }

  provisioner "local-exec" {
    when    = destroy
    command = "echo closed"
  }
}

module "bench" {
  source   = "./modules/bench"
  for_each = var.benches

  name  = "${local.prefix}-${each.key}"
  width = each.value.width
  depth = each.value.depth
  tools = each.value.tools
  tags  = merge(var.tags, each.value.labels, { bench = each.key })
}

module "guest_bench" {
  source = "./modules/bench"
  count  = local.is_large ? 1 : 0

  name       = "${local.prefix}-guest"
  width      = 100
  tools      = []
  alarm_code = var.alarm_code
}

data "terraform_remote_state" "town" {
  backend = "local"

  config = {
    path = "${path.module}/town.json"
  }
}
