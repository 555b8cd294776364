variable "services" {
  type = map(object({
    image    = string
    replicas = optional(number, 1)
    ports    = optional(list(number))
    probe = optional(object({
      path    = optional(string, "/")
      seconds = optional(number)
    }), {})
    volumes = optional(map(object({ size = number, kind = optional(string, "ssd") })), {})
    extra   = optional(any)
  }))
  default = {
    web = { image = "web:1" }
    api = { image = "api:1", replicas = 3, probe = { seconds = 5 } }
  }
}

locals {
  paths  = { for name, service in var.services : name => service.probe.path }
  counts = sum([for service in values(var.services) : service.replicas])
  ports  = flatten([for service in var.services : coalesce(service.ports, [80])])
}

output "all" {
  value = { paths = local.paths, counts = local.counts, ports = local.ports }
}
