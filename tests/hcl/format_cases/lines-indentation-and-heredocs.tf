example {
bx="x${ {a=1} }"
}
example {
bx="x${ {} }"
}
example {
bx="x${{}}"
}
example {
bx="x${ {a=1}.a }y"
}
example {
bx="x${ {a={}} }y"
}
example {
bx="x${ [{a=1}] }y"
}
example {
bx="x${ f({a=1}) }y"
}
example {
bx="%{if {a=1}=={}}a%{endif}"
}
example {
bx="%{ for k,v in {a=1} }a%{endfor}"
}
example {
bx="x${ "y${ {} }" }"
}
example {
bx={a="x${b}"}
}
example {
bx={a="x"}
}
example {
a=[
- 1,
- 2
]
}
example {
a=[
1
- 2
]
}
example {
a=(
b
- 2
)
}
example {
a=(
b -
- 2
)
}
example {
a=(

- 2
)
}
example {
a=(b?
- 1 :
-2)
}
example {
a=(b
?- 1 
:-2)
}
example {
a=f({
b=1
}
)
}
example {
a=f({
b=1
})
}
example {
a=[{
b=1
},{
b=1
}]
}
example {
a=[[[
1
],[
2
]
]
]
}
example {
a="x${
b
}y"
}
example {
a="x${
- b
}y"
}
example {
a="x${  
b  
  }y"
}
example {
a="x${f(
b,
{c=1}
)}y"
}
example {
a=<<EOT
  x ${ a+b } %{  if  c  }y%{ endif }
  z
EOT
b=1
}
example {
a=<<-EOT
  x ${ a+b } %{  if  c  }y%{ endif }
  z
  EOT
b=1
}
example {
a  =  <<-EOT
EOT
b=1
}
example {
bbb=1
a=<<-EOT
EOT
b=1
ccccc=2
}
example {
a=f(<<EOT
x
EOT
,b)
}
example {
a=f(<<EOT
x
EOT
,- b)
}
example {
a=f(b,<<EOT
x
EOT
)
}
example {
a=f(b,<<EOT
x
EOT
) # c
}
example {
a=[<<EOT
x
EOT
,<<EOT
 x
EOT
]
}
example {
a={b=<<EOT
x
EOT
ccc=1}
}
example {
a={
b=<<EOT
x
EOT
ccc=1
}
}
example {
a={b=<<EOT
x
EOT
}
}
example {
a=<<EOT
x ${  <<FOO
 y
FOO
  } z
EOT
bbb=2
}
example {
a=<<EOT
x ${
b
} z
EOT
bbb=2
}
example {
a=<<EOT
x ${
{
 c=1
}} z
EOT
bbb=2
}
example {
foo {
a=<<EOT
x ${
[
 c,1
]} z
EOT
bbb=2
}
}
example {
a=<<EOT
${a}
${ b }
 EOT
bbb=2
}
example {
a=<<EOT



EOT
bbb=2
}
example {
a=<<EOT
$${ a  }
%%{ b  }
EOT
bbb=2
}
example {
a=1 # c
bbb=2 // d
cc=[1] # e
}
example {
a=1 /* c */
bbb=2 /* d
 e */
cc=[1] # e
}
example {
a=1 /* c */ # x
bbb=2 /* d
 e */ # y
cc=[1] # e
}
example {
a=1 /* ccc */ /* dd */
bbb=2 /* d */
cc=[1] # e
}
example {
/* x */
a=1
/*
y
  */
b=1
}
example {
foo {
   /*
   x
   */
a=1
}
}
example {
foo{# c1
a=1 # c2
bbb=22 # c3
} # c4
}
example {
foo {# c1

a=1 # c2
# xx
bbb=22 # c3
} # c4
}
example {
foo {
a=1
bbb={}
cc={
}
dddd=1
}
}
example {
foo {
a={# x
}# y
}# z
}
example {
a=[# x
1,# y
222,# z
]# zz
}
example {
a=[
{b=1,c=2},
{bb=1},
{}]
}
example {
a=[
{b=1,c=2},#1
{bb=1},#2
{}]#3
}
example {
a=f(b,{c=1
dd=2})
}
example {
a={b=1
cc=2
ddd=3}
}
example {
a={
b=1
cc=2
ddd=3}
}
example {
a={
b={
x=1
},cc=2
ddd=3,e=4
f:3
ggg:4
}
}
example {
a={
b:1
ccc=2
d:1
"e"=1
(fff)=2
}
}
example {
a={
b=1,
ccc=2,#x
dd=3,#y
}
}
example {
a=[<<EOT
x ${
[
[
c
]
]
} z
EOT
,
[
1
]]
}
example {
foo {
a=<<EOT
x ${
c
} z
EOT
}
}
example {
foo {
a=<<EOT
x ${
c
} z ${
d}
EOT
}
}
example {
foo {
a=<<EOT
x ${
c
} z ${
d
}
EOT
b=1
}
}
example {
foo {
a=<<EOT
x ${[
c
]} z
EOT
b=1
}
}
example {
foo {
a=<<EOT
x ${[{
c=1
}]} z
EOT
b=1
}
}
example {
foo {
a=<<EOT

x ${[{
c=1
},
1]} z


EOT
b=1
}
}
example {
foo {
a=f(<<EOT
x ${
c
} z
EOT
,
1
)
b=1
}
}
example {
foo {
a=f("x",<<EOT
x ${
c
} z
EOT
,
1
)
b=1
}
}
example {
foo {
a=f({
b=<<EOT
x ${
c
} z
EOT
},
1
)
b=1
}
}
example {
foo {
a={x=<<EOT
x ${f(1
)} z
EOT
}
b=1
}
}
example {
foo {
a=<<EOT
x %{ if a ==
 c }y%{
 endif } z
EOT
b=1
}
}
example {
foo {
a="x${
c
} z ${
d
}"
b=1
}
}
example {
foo {
a="x${[{
c=1
},
1]} z ${
d
}"
b=1
}
}
example {
foo {
a=<<EOT
${"x${
c
} z "}
EOT
b=1
}
}
example {
foo {
a="${<<EOT
${
c
} z
EOT
} x"
b=1
}
}
example {
foo {
a="${<<EOT
${c} z
EOT
} x"
b=1
}
}
example {
foo {
a="${f(<<EOT
${c} z
EOT
)} x"
b=1
}
}
example {
foo {
a="${f(<<EOT
${c} z
EOT
,
1)} x"
b=1
}
}
example {
foo {
bb="${f(<<EOT
${c} z
EOT
,1)} x"
b=1
}
}
