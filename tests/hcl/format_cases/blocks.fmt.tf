resource "aws_x" "y" {
  a    = 1 # c1
  bbbb = 2 // c2
  cc   = 3 /* c3 */
  # own
  d = 4 # x
  ee = {
    a      = 1
    bbbbbb = 2
  }
  eeee = 5
  f = [
    1,
    2
  ]

  g      = 1
  hhhhhh = 2
}
blk { a = 1 }
blk {}
blk {}
blk "x" {}
