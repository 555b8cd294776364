variable "flag" {
  type    = bool
  default = true
}

variable "names" {
  type    = list(string)
  default = []
}

locals {
  text_or_null    = var.flag ? "a" : null
  number_or_text  = var.flag ? 1 : "one"
  list_or_empty   = var.flag ? var.names : []
  tuple_lengths   = var.flag ? ["a"] : ["a", "b"]
  map_or_empty    = var.flag ? { a = 1 } : {}
  same_objects    = var.flag ? { a = 1, b = "x" } : { a = 2, b = null }
  set_or_list     = toset(var.flag ? var.names : ["x"])
  nested          = var.flag ? (length(var.names) > 0 ? var.names[0] : "none") : "off"
  bool_text       = var.flag ? true : "false"
  over_lines = (
    var.flag
    && length(var.names) > 0
    ? "some"
    : "none"
  )
  not_evaluated   = true ? "a" : "b"
  empty_or_object = var.flag ? null : { a = 1 }
  numbers         = var.flag ? 1 : 2.5
  chained         = var.flag == true && !(length(var.names) >= 1) || var.flag != false
  arithmetic      = -(1 + 2) * 3 % 4 / 5 - 6
}
