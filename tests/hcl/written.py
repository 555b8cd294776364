"""HCL as somebody might write it, made at random from the grammar, and ways to break it."""

from collections.abc import Callable
from random import Random

# Pieces of which the grammar has no need, but people and bad luck have.
ODD = (
    *"{}[]()\"'`$%~!?:;=,.+-*/<>&|^#@\\\n\t ",
    *("==", "!=", "<=", ">=", "&&", "||", "=>", "...", "::", "${", "%{", "~}", "${~", "%{~", "$${", "%%{"),
    *("<<E\n", "<<-E\n", "\nE\n", "\n  E\n", "E", "/*", "*/", "//", "#x\n", "\r\n", "\r", "\ufeff", "\u2028", "\xa0"),
    *("\\u00e9", "\\n", "\\x", "for", "in", "if", "else", "endif", "endfor", "null", "true", "a", "b-c", "é", "ß1"),
    *("0", "1.5", "1e3", "1.2.3", "07", "[*]", ".*", ".0", "[0]", "a = 1\n", "b {\n", "}\n", '"x"', '"${', '}"'),
    *("%{ if", "%{ endif }", "\U0001f600"),
)
_NAMES = ("a", "b", "main", "each", "count", "x-y", "_z", "größe", "if", "for_each", "null")
_LITERALS = ("0", "1", "12.5", "1e3", "2.5E-2", "true", "false", "null")
_TEXTS = (
    "",
    "x",
    "a b",
    "\\n",
    "\\\\",
    '\\"',
    "\\u00e9",
    "$ ",
    "% ",
    "$$ ",
    "$${x}",
    "%%{y}",
    "#",
    "//",
    "ß",
    "{}",
    "'",
    "~",
)
_OPERATORS = ("+", "-", "*", "/", "%", "==", "!=", "<", ">", "<=", ">=", "&&", "||")


class Writer:
    """Writes pieces of HCL; what is chosen is chosen by `random`, and `depth` bounds how deep it gets."""

    def __init__(self, random: Random, depth: int = 3) -> None:
        self.random = random
        self.depth = depth

    def module(self) -> list[str]:
        """Write a file, as a list of its pieces."""
        return self._many(self._item, 4)

    def _many(self, write: Callable[[], list[str]], most: int) -> list[str]:
        return [piece for _ in range(self.random.randint(0, most)) for piece in write()]

    def _one(self, *ways: Callable[[], list[str]]) -> list[str]:
        return self.random.choice(ways)()

    def _item(self) -> list[str]:
        return self._one(self._attribute, self._attribute, self._attribute, self._block, self._short_block, self._space)

    def _space(self) -> list[str]:
        return [self.random.choice(("\n", "# x\n", "// x = \n", "/* x\n */", "\r\n", "  \t", "/**/\n"))]

    def _name(self) -> str:
        return self.random.choice(_NAMES)

    def _attribute(self) -> list[str]:
        # A number keeps most names apart; that a name comes twice is for other tests.
        value = self._heredoc() if self.random.random() < 0.1 else [*self.expression(), "\n"]
        return [f"{self._name()}{self.random.randint(0, 999)}", " ", "=", " ", *value]

    def _value(self) -> list[str]:
        """Write an expression where newlines do no harm: it may be a heredoc, whose end marker has one."""
        return self._heredoc() if self.depth > 0 and self.random.random() < 0.1 else self.expression()

    def _labels(self) -> list[str]:
        label = self.random.choice((["a"], ['"', "a b", '"'], ['"', "\\n$", '"'], ['"', '"']))
        return [" ", *label] if self.random.random() < 0.5 else []

    def _block(self) -> list[str]:
        if self.depth <= 0:
            return []
        self.depth -= 1
        body = self._many(self._item, 3)
        self.depth += 1
        return [self._name(), *self._labels(), *self._labels(), " ", "{", "\n", *body, "}", "\n"]

    def _short_block(self) -> list[str]:
        inner = [self._name(), "=", *self.expression()] if self.random.random() < 0.7 else []
        return [self._name(), *self._labels(), " ", "{", " ", *inner, " ", "}", "\n"]

    def expression(self) -> list[str]:
        """Write an expression."""
        if self.depth <= 0:
            return self._one(self._literal, self._reference)
        self.depth -= 1
        written = self._one(
            *(self._literal, self._reference, self._quoted, self._call, self._tuple, self._object, self._for_tuple),
            *(self._for_object, self._conditional, self._binary, self._unary, self._parentheses, self._traversal),
        )
        self.depth += 1
        return written

    def _literal(self) -> list[str]:
        return [self.random.choice(_LITERALS)]

    def _reference(self) -> list[str]:
        return [self._name(), *self._steps()]

    def _steps(self) -> list[str]:
        """Write steps, of which one at most is of the old syntax, which does not chain."""
        old = self.random.choice(([], [], [".", "0"], [".", "*"], [".", "*", ".", "id"]))
        return [*self._many(self._step, 2), *old]

    def _step(self) -> list[str]:
        simple = ([".", "id"], ["[", "0", "]"], ["[", "*", "]"], ["[", '"', "k", '"', "]"])
        if self.depth <= 0 or self.random.random() < 0.8:
            return self.random.choice(simple)
        return ["[", *self.expression(), "]"]

    def _traversal(self) -> list[str]:
        return [
            *self._one(self._parentheses, self._call, self._tuple, self._object, self._quoted),
            *self._steps(),
        ]

    def _quoted(self) -> list[str]:
        return ['"', *self._many(self._part, 3), '"']

    def _part(self) -> list[str]:
        if self.random.random() < 0.5:
            return [self.random.choice(_TEXTS)]
        return self._one(self._interpolation, self._if_directive, self._for_directive)

    def _sequence(self, opener: str, inner: list[str]) -> list[str]:
        tilde = ["~" if self.random.random() < 0.2 else "" for _ in range(2)]
        return [f"{opener}{tilde[0]}", " ", *inner, " ", f"{tilde[1]}}}"]

    def _interpolation(self) -> list[str]:
        return self._sequence("${", self.expression())

    def _if_directive(self) -> list[str]:
        middle = [*self._sequence("%{", ["else"]), *self._text()] if self.random.random() < 0.5 else []
        condition = ["if", " ", *self.expression()]
        return [*self._sequence("%{", condition), *self._text(), *middle, *self._sequence("%{", ["endif"])]

    def _for_directive(self) -> list[str]:
        return [*self._sequence("%{", self._for_head()), *self._text(), *self._sequence("%{", ["endfor"])]

    def _text(self) -> list[str]:
        return [self.random.choice(_TEXTS)]

    def _for_head(self) -> list[str]:
        key = ["k", ",", " "] if self.random.random() < 0.5 else []
        return ["for", " ", *key, "v", " ", "in", " ", *self.expression()]

    def _heredoc(self) -> list[str]:
        marker = self.random.choice(("E", "EOT"))
        self.depth -= 1
        lines = [piece for _ in range(self.random.randint(0, 2)) for piece in (" ", *self._heredoc_part(), "\n")]
        self.depth += 1
        return [self.random.choice(("<<", "<<-")), marker, "\n", *lines, self.random.choice(("", "  ")), marker, "\n"]

    def _heredoc_part(self) -> list[str]:
        text = self.random.choice(("", "x", 'a "b"', "\\", "$", "$${x}", "EO", "# x", "größe"))
        return (
            [text]
            if self.random.random() < 0.5
            else self._one(self._interpolation, self._if_directive, self._for_directive)
        )

    def _separated(self, write: Callable[[], list[str]]) -> list[str]:
        """Write some things with commas, and newlines where they do no harm."""
        items = [write() for _ in range(self.random.randint(0, 3))]
        between = [",", self.random.choice((" ", "\n", "# x\n"))]
        pieces = [piece for item in items for piece in (*item, *between)]
        return pieces if self.random.random() < 0.3 else pieces[:-2]

    def _call(self) -> list[str]:
        name = self.random.choice((["f"], ["f"], ["provider", "::", "aws", "::", "arn"]))
        expands = [*self.expression(), "..."] if self.random.random() < 0.2 else self._separated(self._value)
        return [*name, "(", *expands, ")"]

    def _tuple(self) -> list[str]:
        return ["[", self.random.choice(("", "\n")), *self._separated(self._value), "]"]

    def _object(self) -> list[str]:
        if self.random.random() < 0.5:
            return ["{", *self._separated(self._object_item), "}"]
        return ["{", "\n", *(piece for _ in range(2) for piece in (*self._object_item(), "\n")), "}"]

    def _object_item(self) -> list[str]:
        key = self.random.choice((["k"], ["for_x"], ['"', "k", '"'], ["(", "k", ")"], ["1"], ["a", ".", "b"]))
        return [*key, " ", self.random.choice("=:"), " ", *self.expression()]

    def _condition(self) -> list[str]:
        return [" ", "if", " ", *self.expression()] if self.random.random() < 0.4 else []

    def _for_tuple(self) -> list[str]:
        return ["[", *self._for_head(), " ", ":", " ", *self.expression(), *self._condition(), "]"]

    def _for_object(self) -> list[str]:
        groups = ["..."] if self.random.random() < 0.3 else []
        result = [*self.expression(), " ", "=>", " ", *self.expression()]
        return ["{", *self._for_head(), " ", ":", " ", *result, *groups, *self._condition(), "}"]

    def _conditional(self) -> list[str]:
        return [*self.expression(), " ", "?", " ", *self.expression(), " ", ":", " ", *self.expression()]

    def _binary(self) -> list[str]:
        return [*self.expression(), " ", self.random.choice(_OPERATORS), " ", *self.expression()]

    def _unary(self) -> list[str]:
        return [self.random.choice("-!"), *self.expression()]

    def _parentheses(self) -> list[str]:
        return ["(", self.random.choice(("", "\n")), *self._value(), self.random.choice(("", "\n")), ")"]


def broken(pieces: list[str], random: Random) -> list[str]:
    """Drop, double, swap or replace a piece, or put an odd one in between."""
    if not pieces:
        return [random.choice(ODD)]
    at, other = random.randrange(len(pieces)), random.randrange(len(pieces))
    made = list(pieces)
    match random.randrange(5):
        case 0:
            del made[at]
        case 1:
            made.insert(at, made[at])
        case 2:
            made[at], made[other] = made[other], made[at]
        case 3:
            made[at] = random.choice(ODD)
        case _:
            made.insert(at, random.choice(ODD))
    return made
