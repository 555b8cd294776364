variable "name" {
  type = string
}

variable "width" {
  type = number
}

variable "depth" {
  type    = number
  default = 60
}

variable "tools" {
  type = list(object({
    kind  = string
    spare = optional(bool)
  }))
}

variable "tags" {
  type    = map(string)
  default = {}
}

variable "alarm_code" {
  type      = string
  sensitive = true
  default   = null
}
