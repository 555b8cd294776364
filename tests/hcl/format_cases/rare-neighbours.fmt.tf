/* own
 x */
type = /*z*/ 1 || 1     # c
é    = !"x ${~"a  b"~}" # c
heredoc = <<EOT
  ${ { (k) : for_each
} } é
EOT
in_before_brace = "%{if in }y%{else}z%{endif}"
for_in_in       = [for x, y in in [0] : x]
wrapped_heredoc_with_template = "${<<EOT
 x ${v.*.w} y

EOT

>= (b.c) /*z*/.a}" /* f
 g */
wrapped_heredoc = <<EOT
x
EOT
wrapped_parentheses = (

in) # c
wrapped_parentheses_and_more = "${(b) +
(c)} "
wrapped_comment = ((b +
c) /*x*/)
