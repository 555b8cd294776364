foo{
a="${b}"
}
foo{
a="${b}" # c
b=  "${ c }"
}
foo{
a=["${b}"]
}
foo{
a={b="${b}"}
}
foo{
a=("${b}")
}
foo{
a="${"${b}"}"
}
foo{
a="${b ? c : d}"
}
foo{
a="${
b
}"
}
foo{
a="${b(
1
)}"
}
foo{
a="${b ?
1 : 2
}"
}
foo{
a="${f(
b ?
1 : 2
)}"
}
foo{
a="${b} "
}
foo{
a="${b}${c}"
}
foo{
a="%{if b}x%{endif}"
}
foo{
a="${~b~}"
}
foo{
a="${"b"}"
}
foo{
a="${"b${c}"}"
}
foo{
a="${<<EOT
x
EOT
}"
}
foo{
a=<<EOT
${b}
EOT
}
foo{
a="${b/*c*/}"
}
foo{
a="${/*d*/b/*c*/}"
}
foo{
a=/*x*/"${b}"/*y*/
}
foo{
a="${b # c
}"
}
foo{ a="${b}" }
foo{
a="${b}"
ccc="${dd}"
}
foo{
a=["${b}","${c}"]
}
foo{
a=f("${b}")
}
foo{
a="${b}"[0]
}
foo{
a="${b}"+1
}
foo{
a=-"${b}"
}
foo{
a=[for x in "${y}": x]
}
foo{
a="${[for x in y: x]}"
}
foo{
a="${{}}"
}
foo{
a="${{b=1}}"
}
foo{
a="${-1}"
}
foo{
a="${- 1}"
}
foo{
a="${! b}"
}
foo{
a="${(b)}"
}
foo{
a="${true}"
}
foo{
a="${1}"
}
foo{
a=""
}
foo{
a="${""}"
}
variable "x" { type="string" }
variable "x" {
type="string"
}
variable "x" {
type="list" # c
}
variable "x" {
type="map"
}
variable "x" {
type="number"
}
variable "x" {
type="bool"
}
variable "x" {
type=list
}
variable "x" {
type=map
}
variable "x" {
type=set
}
variable "x" {
type=list()
}
variable "x" {
type="any"
}
variable "x" {
type="set"
}
variable "x" {
type="${string}"
}
variable "x" {
type="list(string)"
}
variable "x" {
type="list(list)"
}
variable "x" {
type=list(list)
}
variable "x" {
type=object({a=list,b=map})
}
variable "x" {
type=object({a="list",b="string"})
}
variable "x" {
type=list("string")
}
variable "x" {
type=("string")
}
variable "x" {
type="${"string"}"
}
variable "x" {
type=/*a*/"string"/*b*/
}
variable "x" {
foo { 
type="string"
}
}
variable x {
type="string"
}
variable x "y" {
type="string"
}
variable {
type="string"
}
output "x" {
type="string"
}
locals {
type="string"
}
foo {
variable "x" {
type="string"
}
}
variable "x" {
type="string"
default="${x}"
}
variable "x" {
type   =  "list"
default=1
}
variable "x" {
type   =  <<EOT
string
EOT
default=1
}
resource aws_x y {
}
resource aws_x "y" {
}
resource "aws_x" y {
provisioner foo {}
}
resource   /*a*/ aws_x /*b*/ y /*c*/ {
}
foo bar {}
foo bar { a = 1 }
foo {
bar baz {
}
}
provider aws {}
variable é {}
dynamic foo {}
resource{}
resource "a"{}
