a=1
bbb=2
foo {
a=1 # c

b = [
1,
]
}
cc=<<EOT
x
 EOT # d
EOT
d=1
e=1 # c
ff=22 // d
/* a
 b */ # d
g=1
h=<<EOT
x ${ "é" }
EOT
iiiiiiii=1
