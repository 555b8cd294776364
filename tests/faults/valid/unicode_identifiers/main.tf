variable "größe" {
  type        = number
  default     = 1
  description = "Größe – 大小 – 🚀"
}

variable "naïve-name_2" {
  type    = string
  default = "\u00e9\U0001F680"
}

locals {
  длина  = var.größe * 2
  名前     = "値 ${local.длина}"
  emoji  = { "🚀" = 1, "ключ" = 2 }
  rocket = local.emoji["🚀"]
}

resource "terraform_data" "été" {
  input = "${local.名前} ${var.naïve-name_2}"
}

output "größe" {
  value = terraform_data.été.output
}
