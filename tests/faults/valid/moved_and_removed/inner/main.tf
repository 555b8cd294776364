resource "terraform_data" "thing" {}

moved {
  from = terraform_data.stuff
  to   = terraform_data.thing
}
