variable "region" {
  type    = string
  default = "eu-central-1"
}

variable "vpc_cidr" {
  type    = string
  default = "10.0.0.0/16"

  validation {
    condition     = can(cidrhost(var.vpc_cidr, 0))
    error_message = "The VPC needs a CIDR block."
  }
}

variable "zones" {
  type    = list(string)
  default = ["a", "b"]
}

variable "rules" {
  type = list(object({
    port        = number
    protocol    = optional(string, "tcp")
    description = optional(string)
    cidr_blocks = optional(list(string), ["10.0.0.0/8"])
  }))
  default = [{ port = 443 }, { port = 53, protocol = "udp" }]
}

variable "stores" {
  type = map(object({
    versioned = optional(bool, true)
    days      = optional(number)
  }))
  default = {
    raw   = {}
    daily = { versioned = false, days = 90 }
  }
}

variable "bastion" {
  type    = bool
  default = false
}

variable "image_id" {
  type     = string
  default  = null
  nullable = true
}
