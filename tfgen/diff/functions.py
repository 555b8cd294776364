"""Terraform's functions on values with symbols in them."""

import posixpath
from collections.abc import Iterator, Mapping, Sequence
from hashlib import sha256
from pathlib import Path

from tfgen.diff.symbols import Symbols, hidden, is_symbolic, revealed, without_symbols
from tfgen.language.functions import Functions
from tfgen.language.values import Value, map_parts, string

# What these do does not depend on what stands in the strings that they are given.
_MOVING = frozenset(
    {
        "chunklist", "coalesce", "coalescelist", "concat", "distinct", "element", "ephemeralasnull", "flatten", "join",
        "keys", "list", "lookup", "map", "matchkeys", "merge", "nonsensitive", "one", "reverse", "sensitive",
        "setproduct", "setunion", "slice", "tolist", "tomap", "toset", "tostring", "transpose", "values", "zipmap",
    }
)  # fmt: skip
_WRITING = frozenset({"jsonencode", "yamlencode"})
_FORMATTING = frozenset({"format", "formatlist"})
_READING = ("file", "templatefile")


class SymbolicFunctions(Functions):
    """Functions that carry symbols through as far as their content does not matter, else name their result.

    `texts` are the files of the configuration by path, which functions such as `file` read.
    """

    def __init__(self, plain: Functions, symbols: Symbols, texts: Mapping[str, str]) -> None:
        super().__init__(plain.signatures)
        self.symbols = symbols
        self.texts = texts

    def call(self, name: str, arguments: Sequence[Value], *, folder: Path | None) -> Value:
        """Give what a call comes to, with symbols in place of what is not known; raises FunctionError."""
        plain = name.removeprefix("core::")
        if plain.startswith(_READING):
            return self._read(plain, arguments)
        if not any(map(is_symbolic, arguments)):
            return self._named(super().call(name, arguments, folder=folder), plain, arguments)
        if plain in _MOVING or (plain in _FORMATTING and _is_plain_format(arguments[0])):
            found = super().call(name, arguments, folder=folder)
        elif plain in _WRITING:
            found = super().call(name, list(map(revealed, arguments)), folder=folder)
        else:
            found = super().call(name, list(map(hidden, arguments)), folder=folder)
        return self._named(found, plain, arguments)

    def _read(self, name: str, arguments: Sequence[Value]) -> Value:
        """Read a file of the configuration; what is made of its content is known by the content."""
        first = arguments[0].content if arguments else None
        path = posixpath.normpath(first) if isinstance(first, str) else ""
        if path not in self.texts:
            return self._named(super().call(name, arguments, folder=None), name, arguments)
        if name == "file":
            return string(self.texts[path])
        content = string(sha256(self.texts[path].encode()).hexdigest())
        return self._named(super().call(name, arguments, folder=None), name, [*arguments, content])

    def _named(self, value: Value, name: str, arguments: Sequence[Value]) -> Value:
        """Give the parts of a result that are not known a name each."""
        if value.is_wholly_known:
            return without_symbols(value)
        return self._part(value, f"{name}({', '.join(map(self.symbols.write, arguments))})", arguments)

    def _part(self, value: Value, text: str, arguments: Sequence[Value]) -> Value:
        if value.is_wholly_known:
            return value
        if not value.is_known:
            return self.symbols.value(self.symbols.derived(text, arguments), value.type, without_symbols(value).marks)
        steps = iter(_steps(value))
        return without_symbols(map_parts(value, lambda part: self._part(part, text + next(steps), arguments)))


def _steps(value: Value) -> Iterator[str]:
    """Give the steps to the parts of a value, in their order."""
    names = value.content if isinstance(value.content, dict) else range(len(value.content))
    return (f"[{name!r}]" for name in names)


def _is_plain_format(first: Value) -> bool:
    """Tell whether a format only puts strings in: any other verb looks at what it is given."""
    if not isinstance(first.content, str) or is_symbolic(first):
        return False
    return "%" not in first.content.replace("%s", "").replace("%%", "")
