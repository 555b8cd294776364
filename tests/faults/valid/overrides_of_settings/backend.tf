terraform {
  required_version = ">= 1.5"

  backend "s3" {
    bucket = "state"
    key    = "main.tfstate"
    region = "eu-west-1"
  }
}
