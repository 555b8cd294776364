example {
é=1
ab=2

}
example {
a="日本" # c
b=1 # d

}
example {
a="👩‍👩‍👧" # c
b=1 # d

}
example {
a="🇩🇪" # c
b=1 # d

}
example {
a="é" # c
b=1 # d

}
example {
a="각" # c
b=1 # d

}
example {
a="각" # c
b=1 # d

}
example {
a="​" # c
b=1 # d

}
example {
a="؀a" # c
b=1 # d

}
example {
a="ำ" # c
b=1 # d

}
example {
a="👍🏽" # c
b=1 # d

}
example {
a="नि" # c
b=1 # d

}
example {
a="क्षि" # c
b=1 # d

}
example {
a=1 #   x
b=2 # y

}
example {
a=" " # x
b=2 # y

}
example {
日本={a=1}
b=1

}
