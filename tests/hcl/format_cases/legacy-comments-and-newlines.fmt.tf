foo {
}
foo {
}

resource "x" "y" /*c*/ {
}
resource "x" {
}
resource /*a*/ {
}
resource "x" {
}
/*z*/ resource "x" /*a*/ {
}
resource "x" "y" {}
foo {
  a = ["${b}"]
  b = <<EOT
${"${c}"}
EOT
}
foo {
  a = # c
  b
}
foo {
  a = b
}
foo {
  a = (b +
  c)
}
foo {
  a = b + # d
  c
}
foo {
  a = /* x
 y */ b
}
foo {
  a   = <<EOT
x
EOT
  bbb = 1
}
foo {
  a = (f(<<EOT
x
EOT
  ))
  bbb = 1
}
foo {
  a = b #c
}
variable "x" {
  type = string
  validation {
    condition = x
  }
}
variable "x" {
  type        = list(string)
  description = "y"
}
variable "x" {
  type = "str${i}ng"
}
variable "x" {
  type = ""
}
variable "x" {
  type = (list)
}
variable "x" {
  type = list(any) /*c*/
}
variable "x" {
  type = /*b*/ list(any) # c
}
variable "x" {
  type = list.x
}
variable "x" {
  type = (
  list)
}
variable "x" {
  type = any
}
variable "x" {
  type = object
}
variable "x" {
  type = "${"list"}"
}
variable "x" {
  type = "${list}"
}
variable "x" {
  type = "${f(
  1)}"
}
variable "x" {
  type = "li\u0073t"
}
variable "x" {
  type = <<EOT
x${y}
EOT
}
variable "x" {
  type = "x${y}"
}
variable "x" {
  type = { a = 1 }
}
variable "x" {
  type = [a, b]
}
