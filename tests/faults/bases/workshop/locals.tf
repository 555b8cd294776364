locals {
  prefix   = "${var.name}-${terraform.workspace}"
  open     = var.shifts[0]
  closed   = var.shifts[1]
  hours    = local.closed - local.open
  is_large = length(var.benches) > 2 || var.limits.people > 10

  tools = flatten([
    for bench, settings in var.benches : [
      for tool in settings.tools : {
        bench = bench
        kind  = tool.kind
        spare = tool.spare
      }
    ]
  ])

  spares   = { for index, tool in local.tools : "${tool.bench}-${index}" => tool.kind if tool.spare }
  by_kind  = { for tool in local.tools : tool.kind => tool.bench... }
  initials = [for person in var.people : upper(substr(person, 0, 1))]
  first    = try(var.people[0], "nobody")
  widest   = max([for bench in var.benches : bench.width]...)

  notice = <<-EOT
    Open from ${local.open} to ${local.closed}.
    %{for person in var.people~}
    - ${title(person)}
    %{endfor~}
    %{if var.heating}It is warm.%{else}It is cold.%{endif}
  EOT

  settings = jsonencode({
    name    = local.prefix
    benches = keys(var.benches)
    people  = { for index, person in var.people : person => index }
  })
}
