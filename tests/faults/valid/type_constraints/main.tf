variable "bare" {}

variable "text" {
  type = string
}



variable "anything" {
  type    = any
  default = [1, "a", { b = true }]
}

variable "nested" {
  type = map(list(set(object({
    a = tuple([string, number, bool])
    b = map(any)
    c = optional(tuple([]), [])
  }))))
  default = {}
}

variable "converted" {
  type    = number
  default = "12"
}

variable "flag" {
  type    = bool
  default = "true"
}

variable "numbers_as_text" {
  type    = list(string)
  default = [1, true, "x"]
}

variable "set" {
  type    = set(number)
  default = ["1", 2]
}

variable "object" {
  type    = object({ quoted = string, plain = number, })
  default = { quoted = 1, plain = "2", more = "ignored" }
}

variable "empty" {
  type    = object({})
  default = {}
}

output "converted" {
  value = var.converted + 1
}
