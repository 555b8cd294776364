variable "minimum" {
  type    = number
  default = 1

  validation {
    condition     = var.minimum >= 0
    error_message = "Below nothing."
  }
}

variable "maximum" {
  type    = number
  default = 3

  validation {
    condition     = var.maximum >= var.minimum && var.maximum <= local.limit
    error_message = "The maximum ${var.maximum} is below the minimum ${var.minimum} or above ${local.limit}."
  }

  validation {
    condition     = contains(data.aws_regions.all.names, "x") || var.maximum < 100
    error_message = "Too many."
  }
}

locals {
  limit = 10 * length(data.aws_regions.all.names)
}

data "aws_regions" "all" {}

variable "list" {
  type    = list(object({ name = string, size = optional(number) }))
  default = []

  validation {
    condition     = alltrue([for one in var.list : can(regex("^[a-z]+$", one.name)) && coalesce(one.size, 1) > 0])
    error_message = "Names are in lower case, such as ${jsonencode(["a", "b"])}."
  }

  validation {
    condition     = length(distinct(var.list[*].name)) == length(var.list)
    error_message = <<-EOT
      Names are given once:
      ${join("\n", var.list[*].name)}
    EOT
  }
}
