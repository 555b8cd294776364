resource "aws_eip" "main" {
  vpc = true
}

resource "terraform_data" "main" {
  depends_on = ["aws_eip.main"]
}
