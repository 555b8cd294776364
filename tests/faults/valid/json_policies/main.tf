variable "bucket_arns" {
  type    = list(string)
  default = ["arn:aws:s3:::a"]
}

resource "aws_iam_role" "main" {
  name = "main"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRole"
      Principal = { Service = "ec2.amazonaws.com" }
      Condition = { StringEquals = { "aws:SourceAccount" = "111122223333" } }
    }]
  })
}

resource "aws_iam_role_policy" "heredoc" {
  name   = "heredoc"
  role   = aws_iam_role.main.id
  policy = <<-POLICY
    {
      "Version": "2012-10-17",
      "Statement": [
        {
          "Effect": "Allow",
          "Action": ["s3:GetObject"],
          "Resource": ${jsonencode(formatlist("%s/*", var.bucket_arns))}
        }
      ]
    }
  POLICY
}

resource "aws_iam_role_policy" "literal" {
  name_prefix = "literal-"
  role        = aws_iam_role.main.id
  policy      = "{\"Version\": \"2012-10-17\", \"Statement\": []}"
}

resource "aws_iam_role_policy" "document" {
  role   = aws_iam_role.main.name
  policy = data.aws_iam_policy_document.merged.json
}

data "aws_iam_policy_document" "base" {
  policy_id = "base"

  statement {
    sid           = "Everything1"
    effect        = "Deny"
    not_actions   = ["iam:*"]
    not_resources = ["*"]
  }
}

data "aws_iam_policy_document" "merged" {
  source_policy_documents   = [data.aws_iam_policy_document.base.json]
  override_policy_documents = [jsonencode({ Version = "2012-10-17", Statement = [] })]
  version                   = "2012-10-17"
}
