variable "name" {
  description = "What everything here begins with."
  type        = string
  nullable    = false

  validation {
    condition     = length(var.name) <= 20 && can(regex("^[a-z][a-z0-9-]*$", var.name))
    error_message = "The name ${var.name} is not a short name in lower case."
  }
}

variable "benches" {
  description = "The benches by name."
  type = map(object({
    width = number
    depth = optional(number, 60)
    tools = optional(list(object({
      kind  = string
      spare = optional(bool, false)
    })), [])
    labels = optional(map(string), {})
  }))
  default = {
    main = { width = 200, tools = [{ kind = "saw" }, { kind = "plane", spare = true }] }
    side = { width = 120, depth = 40 }
  }

  validation {
    condition     = alltrue([for bench in var.benches : bench.width > 0])
    error_message = "A bench is wider than nothing."
  }

  validation {
    condition     = length(var.benches) <= var.limits.benches
    error_message = "There is room for ${var.limits.benches} benches."
  }
}

variable "limits" {
  description = "How much there is room for."
  type        = object({ benches = number, people = number })
  default     = { benches = 4, people = 6 }
}

variable "people" {
  description = "Who works here."
  type        = list(string)
  default     = ["ada", "grace"]
}

variable "shifts" {
  description = "From hour to hour."
  type        = tuple([number, number])
  default     = [8, 17]
}

variable "tags" {
  description = "Labels of everything."
  type        = map(string)
  default     = {}
}

variable "alarm_code" {
  description = "Switches the alarm off."
  type        = string
  sensitive   = true
  default     = "0000"
}

variable "visitor_token" {
  description = "Opens the door today."
  type        = string
  ephemeral   = true
  default     = "none"
}

variable "heating" {
  description = "Whether there is heating."
  type        = bool
  default     = true
}

variable "anything" {
  description = "Not looked at any closer."
  type        = any
  default     = null
}
