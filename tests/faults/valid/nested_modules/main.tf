module "a" {
  source = "./a"
  input  = { name = "x", sizes = [1, 2] }
}

module "b" {
  source     = "./a/b"
  text       = module.a.text
  depends_on = [module.a]
}

output "b" {
  value      = module.b
  depends_on = [module.a]
}
