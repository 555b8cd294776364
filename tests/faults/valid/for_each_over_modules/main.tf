locals {
  sites = {
    north = { zones = ["a", "b"], public = true }
    south = { zones = ["c"], public = false }
  }
  pairs = merge([
    for site, settings in local.sites : {
      for zone in settings.zones : "${site}-${zone}" => { site = site, zone = zone }
    }
  ]...)
}

module "site" {
  source   = "./site"
  for_each = local.sites

  name  = each.key
  zones = each.value.zones
}

module "zone" {
  source   = "./site"
  for_each = local.pairs

  name  = "${each.value.site}/${each.value.zone}"
  zones = [module.site[each.value.site].first]
}

module "maybe" {
  source = "./site"
  count  = length(local.sites) > 1 ? 1 : 0

  name = "maybe"
}

output "sites" {
  value = {
    north = module.site["north"].first
    all   = [for site in module.site : site.first]
    maybe = try(module.maybe[0].first, null)
    names = keys(module.zone)
    whole = module.site
  }
}
