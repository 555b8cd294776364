variable "statements" {
  type = list(object({
    actions    = list(string)
    principals = optional(map(list(string)), {})
    conditions = optional(list(object({ test = string, variable = string, values = list(string) })), [])
  }))
}

variable "rules" {
  type = map(list(number))
}

data "aws_iam_policy_document" "main" {
  dynamic "statement" {
    for_each = { for index, statement in var.statements : "s${index}" => statement }
    iterator = each_statement

    content {
      sid     = title(each_statement.key)
      actions = each_statement.value.actions

      dynamic "principals" {
        for_each = each_statement.value.principals

        content {
          type        = principals.key
          identifiers = principals.value
        }
      }

      dynamic "condition" {
        for_each = each_statement.value.conditions
        iterator = one

        content {
          test     = one.value.test
          variable = one.value["variable"]
          values   = [for value in one.value.values : lower(value)]
        }
      }
    }
  }
}

resource "aws_security_group" "main" {
  name = "main"

  dynamic "ingress" {
    for_each = toset(flatten(values(var.rules)))

    content {
      from_port   = ingress.value
      to_port     = ingress.key
      protocol    = "tcp"
      cidr_blocks = ["10.0.0.0/8"]
    }
  }

}
