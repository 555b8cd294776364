foo {
}  