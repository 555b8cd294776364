variable "name" {
  type = string
}

variable "buckets" {
  type = list(string)
}

data "aws_iam_policy_document" "read" {
  statement {
    actions   = ["s3:GetObject"]
    resources = [for arn in var.buckets : "${arn}/*"]
  }
}

resource "aws_iam_role" "main" {
  name                 = "${var.name}-reader"
  max_session_duration = 3600

  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRole"
      Principal = { Service = "ec2.amazonaws.com" }
    }]
  })
}

resource "aws_iam_role_policy" "read" {
  name   = "read"
  role   = aws_iam_role.main.name
  policy = data.aws_iam_policy_document.read.json
}

output "arn" {
  value = aws_iam_role.main.arn
}
