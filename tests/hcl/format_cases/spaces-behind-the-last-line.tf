foo {
}	 