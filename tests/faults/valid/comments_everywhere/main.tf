# A comment # in a comment
// Another kind
/* a block
   over lines { [ ( " ${
*/
locals { # after a brace
  /* before */ a /* between */ = /* before the value */ 1 // after
  list = [ # after a bracket
    1,     # after an item
    // on its own
    2, /* inline */ 3,
    /* at the end */
  ] # after a closer

  object = { // here too
    # key
    a = 1 # no comma
    b = 2, /* comma */
    c /* odd */ = 3
  }

  call = max( # in a call
    1,        // first
    2         /* last */
  )

  sum = (1 + # after an operator
  2)

  text = "no # comment // in /* a */ string"
  for_ = [for x in [1, 2] : # in a for
    x                       # body
  ]
} // the end

/**/
variable "x" { # label
  # type = number
  default = 1
}
#
