resource "aws_vpc" "main" {
  cidr_block = "10.0.0.0/16"
  tags       = { Name = "main" }

  lifecycle {
    create_before_destroy = true
    prevent_destroy       = false
    ignore_changes        = [tags, tags["Name"], cidr_block]
    replace_triggered_by  = [terraform_data.trigger, terraform_data.trigger.output]
  }
}

resource "aws_subnet" "main" {
  for_each = toset(["10.0.0.0/24", "10.0.1.0/24"])

  vpc_id     = aws_vpc.main.id
  cidr_block = each.key

  lifecycle {
    ignore_changes       = all
    replace_triggered_by = [terraform_data.keyed[each.key].id]

    precondition {
      condition     = can(cidrhost(each.key, 0)) && terraform_data.trigger.output != null
      error_message = "Not a CIDR block: ${each.value}."
    }
  }
}

resource "terraform_data" "trigger" {
  input = 1
}

resource "terraform_data" "keyed" {
  for_each = toset(["10.0.0.0/24", "10.0.1.0/24"])
}

data "aws_vpc" "main" {
  id = aws_vpc.main.id

  lifecycle {
    precondition {
      condition     = aws_vpc.main.id != ""
      error_message = "None."
    }

    postcondition {
      condition     = self.enable_dns_support
      error_message = "No names in ${self.id}."
    }
  }
}
