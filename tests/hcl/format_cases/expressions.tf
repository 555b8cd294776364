example {
a=-1
}
example {
b=- 1
}
example {
c=!  x
}
example {
d=a -  1
}
example {
e=(-1)
}
example {
f=[- 1,-2, 3-4]
}
example {
g=f(-1,- 2)
}
example {
h=a?-1:- 2
}
example {
i=a==- 1
}
example {
j={a=-1,b:-2}
}
example {
k=a [0]. b [ * ] .c
}
example {
l="x" [0]
}
example {
m=f (x)
}
example {
n=f(x...)
}
example {
o=f(x ...)
}
example {
p=[for k , v in  m:v]
}
example {
q={for k,v in{a=1}:k=>v...if v!=1}
}
example {
r=  (  a + b  )
}
example {
s=[ 1,2 , 3 ]
}
example {
t={  }
}
example {
u={a=1}
}
example {
v=[ ]
}
example {
w=a. * .b
}
example {
x=a.0
}
example {
y=provider::x :: f(1)
}
example {
z=  a  ?  b  :  c
}
example {
aa=a&&b||!c
}
example {
ab=! !c
}
example {
ac=- -c
}
example {
ad=-  a.b
}
example {
ae=[for x in [1] :x]
}
example {
ae=[for x in[1] :x]
}
example {
ae=[for x in -[1] :x]
}
example {
ae=[for x in - a :x]
}
example {
ae=[for x in ! a :x]
}
example {
ae=[for x in (1) :x]
}
example {
ae=[for x in(1) :x]
}
example {
ae=[for x in {} :x if -  x]
}
example {
ae=[for x in {} : x if(x)]
}
example {
ae=[for x in {} : - x]
}
example {
ae={for x in {} : - x=>- x}
}
example {
ae=in [1]
}
example {
ae=in(1)
}
example {
ae=x.in [1]
}
example {
af=a[-1]
}
example {
ag=-a[ - 1 ]
}
example {
ah=1- -1
}
example {
ai=a% -1
}
example {
aj=a/ - 1
}
example {
ak=a< -1
}
example {
al=a>= - 1
}
example {
am=a&& -1
}
example {
an=f(a, -1)
}
example {
ao=(a) -1
}
example {
ap=a[0] -1
}
example {
aq="x" -1
}
example {
ar=1 -1
}
example {
as=f() -1
}
example {
at=a ? b : -1
}
example {
au=(a)[0]
}
example {
av=f() [0]
}
example {
aw={} [0]
}
example {
ax=[1] [0]
}
example {
ay=1 [0]
}
example {
az=true [0]
}
example {
ba={a:1 , b : 2}
}
example {
bb={"a" : 1}
}
example {
bc={(a) : 1}
}
example {
bd={(a)=1}
}
example {
be={a= {b=1}}
}
example {
bf={a=[ 1 ]}
}
example {
bg=[ {} , {a=1} ]
}
example {
bh=f( {a=1} )
}
example {
bi=f( [1] )
}
example {
bj=a. b
}
example {
bk=a .b
}
example {
bl=f(a , b ,)
}
example {
bm=[a,]
}
example {
bn=!(a)
}
example {
bo=-(a)
}
example {
bp=- (a)
}
example {
bq=!f(a)
}
example {
br=-"${a}"
}
example {
bs="${a}${b}"
}
example {
bt="${ "a" }"
}
example {
bu="${~a~}"
}
example {
bu="${~ a ~}"
}
example {
bu="a${~ a ~}b"
}
example {
bv="%{ if a }b%{ else }c%{ endif }"
}
example {
bv="%{~ if a ~}b%{~ else ~}c%{~ endif ~}"
}
example {
bw="%{ for x in y }${ x }%{ endfor }"
}
example {
bx="${ {a=1}["a"] }"
}
example {
bx="x${ {a=1}["a"] }"
}
example {
bx="x${ [a] [0] }"
}
example {
bx="x${ (a) }"
}
example {
bx="x${ -a }"
}
example {
bx="x${ !a }"
}
example {
bx="x${ - a }"
}
example {
bx="${ a }  "
}
example {
by={ a = 1 } # c
}
example {
bz=[ /* x */ 1 /*y*/, /*z*/ 2 ]
}
example {
ca=a/*x*/+/*y*/b
}
example {
cb=f(/*x*/)
}
example {
cc=f( /*x*/ a /*y*/ )
}
example {
cd /*x*/ = /*y*/ 1
}
example {
/*x*/ ce=1
}
example {
a="x${ {} ~}"
}
example {
a="x${~ {} }"
}
example {
a="x${~ {} ~}"
}
example {
a="x${~ {a=1} ~}"
}
example {
a="x${/*c*/ a /*d*/}"
}
example {
a="x${ # c
b # d
}"
}
example {
a="x${ [ ] }"
}
example {
a="x${ 1 }"
}
example {
a="x${ ! b }"
}
example {
a="x${ "y" }"
}
example {
a="x${ <<EOT
EOT
 }"
}
example {
a=!-b
}
example {
a=! - b
}
example {
a=[/*x*/ - 2]
}
example {
a=/*x*/ - 2
}
example {
a=b /*x*/ - 2
}
example {
a=b - /*x*/ 2
}
example {
a=! /*x*/ b
}
example {
a=- /*x*/ b
}
example {
a=f /*x*/ (b)
}
example {
a=b /*x*/ [0]
}
example {
a=b /*x*/ .c
}
example {
a=b. /*x*/ c
}
example {
a=f(b /*x*/ ...)
}
example {
a=f(b /*x*/ , c)
}
example {
a=f(b, /*x*/ c)
}
example {
a=[ /*x*/ ]
}
example {
a={ /*x*/ }
}
example {
a={ /*x*/
}
}
example {
a={ b=1 /*x*/ }
}
example {
a={ # x
}
}
example {
a=[ # x
]
}
example {
a=[ # x
1]
}
example {
a=f( # x
1)
}
example {
a=(1 # x
)
}
example {
a=(1 # x
+ 2)
}
example {
a=[1, # x
2]
}
example {
a=f(b... # x
)
}
example {
a=f(b # x
...)
}
example {
a=(b # x
- 2)
}
example {
a=(b # x
.c)
}
example {
a=(b
.c)
}
example {
a=(b
[0])
}
example {
a=(f
(0))
}
example {
a=(b.
c)
}
example {
a=[b
,c]
}
example {
a=(!
b)
}
example {
a=(-
b)
}
example {
a=(b
? c
: d)
}
example {
a=(b &&
!c)
}
example {
a=(b
&& !c)
}
example {
a=(b
== -c)
}
example {
a={for k,v in a:
k=>v}
}
example {
a={for k,v in a:k
=>v}
}
example {
a={for k,v in a:k=>v...
if true}
}
example {
a=b[ * ]
}
example {
a=b[*].c[*].d
}
example {
a=b [*]
}
example {
a=b.* .c
}
example {
a=b[ 0 ] [ 1 ]
}
example {
a=b["x"] ["y"]
}
example {
a=b.c["x"]
}
example {
a="${b}" .c
}
example {
a="${b}".c
}
example {
a=(b).c
}
example {
a={b=1}.b
}
example {
a=[1] .b
}
example {
a=f(1) .b
}
example {
a=1.5e3
}
example {
a=1.5E+3
}
example {
a=1 .b
}
example {
a=b.0
}
example {
a=b .0 .c
}
example {
a=b.0.c
}
example {
a=b ?(c):(d)
}
example {
a=b ?[c]:[d]
}
example {
a=b ?{}:{}
}
example {
a=b ?"c":"d"
}
example {
a=b?!c:-d
}
example {
a=b==c?d:e
}
example {
a=b>c&&d<=e||f!=g
}
example {
a=b*c/d%e+f
}
example {
a=b*-c
}
example {
a=b!=-c
}
example {
a=b||-c
}
example {
a=b ? c:- d
}
example {
a={b:- c}
}
example {
a={b=- c}
}
example {
a={(b)=- c,(d):! e}
}
example {
a={-b=1}
}
example {
a={"b"=1,"c${d}":2}
}
example {
a={"b"=1
"c${d}":2}
}
example {
a={b.c=1}
}
example {
a={1=1}
}
