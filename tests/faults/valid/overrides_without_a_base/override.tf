terraform {
  backend "local" {
    path = "here.tfstate"
  }
}

provider "aws" {
  region = "eu-west-2"
}
