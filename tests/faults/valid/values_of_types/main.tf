variable "loops" {
  type    = list(string)
  default = [for name in ["ada", "grace"] : "dr ${name}"]
}

variable "loops_in_text" {
  type    = string
  default = "%{for name in ["ada", "grace"]}${name} %{endfor}"
}

variable "wide" {
  type    = list(list(any))
  default = [[1, 2], ["a"]]
}

variable "flag" {
  type     = bool
  default  = true
  nullable = (false)
}

variable "room" {
  type = object({ area = number, name = string, doors = optional(list(string), ["front"]) })
  default = {
    area = "12"
    name = 7
    cat  = true
  }
}

locals {
  lists = var.flag ? tolist(["a"]) : toset([1])
  first = local.lists[0]
  room  = var.room["area"]
  huge  = 1e4500
  home  = fileexists("~/.tfgen-of-nobody")
}

output "all" {
  value = [var.loops, var.loops_in_text, var.wide, var.flag, local.first, local.room, local.huge, local.home]
}
