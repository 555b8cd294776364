variable "hosts" {
  type    = map(object({ address = string, roles = list(string) }))
  default = {}
}

locals {
  plain = <<EOT
No indent.
  Kept ${"$"}{as it is}, $${escaped} and %%{escaped}. "Quotes" and \n stay.
EOT

  hosts = <<-HOSTS
    # ${length(var.hosts)} hosts
    %{~for name, host in var.hosts~}
    ${name} ${host.address}%{if length(host.roles) > 0} # ${join(", ", host.roles)}%{endif}
    %{~for role in host.roles~}
      - ${role}
    %{~endfor~}
    %{~endfor~}
    ${jsonencode({
  hosts = keys(var.hosts)
  text  = "inner ${upper("quote")} here"
})}
  HOSTS

  joined = trimspace(<<-ONE
    %{if length(var.hosts) == 0~}
    nobody
    %{else~}
    somebody
    %{endif~}
  ONE
  )

  inline = "%{for name in keys(var.hosts)}${name},%{endfor}"
  nested = "a ${"b ${"c ${length(var.hosts)}"}"}"
  list = [<<-A
    first
  A
    , <<-B
    second
  B
  ]
}
