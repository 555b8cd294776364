resource "terraform_data" "inner" {
  depends_on = []
}
