resource "aws_cloudwatch_log_group" "main" {
  name              = "main"
  retention_in_days = 14
}
