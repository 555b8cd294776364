locals {
  numbers = [0, 1.5, 1e3, 1E-3, 1.5e+2, 00012, 123456789012345678901234567890, -0, 0.1]
  strings = ["", "a\tb\nc\r\\\"", "\u0041", "$", "$$", "%", "a$b%c", "$${x}", "%%{x}", "100%", "${"a"}", "a${1}b${true}c"]
  empty = {
    list   = []
    object = {}
    tuple  = [[], [[]]]
  }
  trailing = [1, 2, ]
  one_line = { a = 1, b = 2, }
  keys     = { true = 1, null = 2, if = 3, for_ = 4, 5 = 6, "a.b" = 7 }
  nested   = { a = { b = { c = [{ d = 1 }] } } }
  deep     = local.nested.a.b.c[0].d + local.nested["a"]["b"].c.0["d"]
}

variable "one_line" { default = 1 }

output "one" { value = var.one_line }

variable "empty" {}
