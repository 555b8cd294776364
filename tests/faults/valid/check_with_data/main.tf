resource "aws_vpc" "main" {
  cidr_block = "10.0.0.0/16"
}

check "resolves" {
  data "aws_vpc" "main" {
    id         = aws_vpc.main.id
    depends_on = [aws_vpc.main]
  }

  assert {
    condition     = data.aws_vpc.main.enable_dns_support
    error_message = "The VPC ${data.aws_vpc.main.id} does not resolve names."
  }

  assert {
    condition     = data.aws_vpc.main.cidr_block == aws_vpc.main.cidr_block && length(data.aws_vpc.main.tags) >= 0
    error_message = "Something else."
  }
}

check "plain" {
  assert {
    condition     = can(regex("^vpc-", aws_vpc.main.id))
    error_message = "That is no VPC."
  }
}
