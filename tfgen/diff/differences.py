"""Where two values differ, and whether that is certain: symbols may stand for the same text."""

from collections.abc import Iterator
from itertools import zip_longest

from msgspec import Struct

from tfgen.diff.changes import ArgumentPath
from tfgen.diff.documents import Document, read_document
from tfgen.diff.symbols import Known, Symbols, is_symbolic
from tfgen.diff.texts import surely_differ
from tfgen.language.types import is_kind
from tfgen.language.values import SENSITIVE, Value


class Difference(Struct, frozen=True):
    """A place at which two values differ; a side is None where nothing is there."""

    path: ArgumentPath
    before: Value | None
    after: Value | None
    is_certain: bool = True
    is_sensitive: bool = False


class Differ(Struct, frozen=True):
    """Compares values. With `by_name`, as in documents, lists of objects with names are compared name by name."""

    symbols: Symbols
    document: Document | None = None

    def differences(self, path: ArgumentPath, before: Value | None, after: Value | None) -> Iterator[Difference]:
        """Give where the values differ; a null is nothing."""
        before, after = present(before), present(after)
        if before is None and after is None:
            return
        sensitive = any(value is not None and SENSITIVE in value.all_marks() for value in (before, after))
        if before is None or after is None:
            yield Difference(path, before, after, is_sensitive=sensitive)
        elif sensitive:
            found = list(self._within(path, before.unmarked(), after.unmarked()))
            if found:
                yield Difference(path, before, after, any(one.is_certain for one in found), is_sensitive=True)
        else:
            yield from self._within(path, before, after)

    def differ(self, before: Value, after: Value) -> bool | None:
        """Tell whether two values differ, None where that is not certain."""
        found = list(self.differences((), before, after))
        return False if not found else True if any(one.is_certain for one in found) else None

    def _within(self, path: ArgumentPath, before: Value, after: Value) -> Iterator[Difference]:
        match before.content, after.content:
            case dict() as old, dict() as new:
                for name in dict.fromkeys([*old, *new]):
                    yield from self.differences((*path, name), old.get(name), new.get(name))
            case tuple(), tuple():
                yield from self._sequences(path, before, after)
            case str() as old, str() as new:
                yield from self._texts(path, before, after, old, new)
            case _ if before.is_known and after.is_known:
                if before.content != after.content or isinstance(before.content, bool) != isinstance(
                    after.content, bool
                ):
                    yield Difference(path, before, after, self._is_certain(before, after))
            case _:
                yield from self._unknown(path, before, after)

    def _sequences(self, path: ArgumentPath, before: Value, after: Value) -> Iterator[Difference]:
        if is_kind(before.type, "set") or is_kind(after.type, "set") or self._is_set(before, after):
            yield from self._sets(path, before, after)
        elif names := self._names(before, after):
            yield from self._named(path, before, after, names)
        elif any(isinstance(item.content, dict) for item in (*before.content, *after.content)):
            for index, (old, new) in enumerate(zip_longest(before.content, after.content)):
                yield from self.differences((*path, index), old, new)
        else:
            yield from self._list(path, before, after)

    def _list(self, path: ArgumentPath, before: Value, after: Value) -> Iterator[Difference]:
        """Compare lists of plain values, which are told as a whole."""
        if len(before.content) != len(after.content):
            yield Difference(path, before, after)
            return
        verdicts = [self.differ(old, new) for old, new in zip(before.content, after.content, strict=True)]
        if not all(verdict is False for verdict in verdicts):
            yield Difference(path, before, after, is_certain=True in verdicts)

    def _sets(self, path: ArgumentPath, before: Value, after: Value) -> Iterator[Difference]:
        gone, new = list(before.content), []
        for item in after.content:
            same = next((other for other in gone if self.differ(other, item) is False), None)
            if same is None:
                new.append(item)
            else:
                gone.remove(same)
        if not gone and not new:
            return
        if any(isinstance(item.content, dict) for item in (*gone, *new)):
            for index, (old, item) in enumerate(zip_longest(gone, new)):
                yield from self.differences((*path, index), old, item)
        else:
            yield Difference(path, before, after, self._are_others(gone, new))

    def _are_others(self, gone: list[Value], new: list[Value]) -> bool:
        """Tell whether what went from a set is certainly not what came to it."""
        if len(gone) != len(new):
            return True
        return any(all(self.differ(old, item) for old in gone) for item in new)

    def _is_set(self, before: Value, after: Value) -> bool:
        return self.document is not None and self.document.is_set(before, after)

    def _names(self, before: Value, after: Value) -> str | None:
        return self.document.naming_key(before, after) if self.document else None

    def _named(self, path: ArgumentPath, before: Value, after: Value, key: str) -> Iterator[Difference]:
        old, new = ({item.content[key].content: item for item in side.content} for side in (before, after))
        for name in dict.fromkeys([*old, *new]):
            yield from self.differences((*path, name), old.get(name), new.get(name))

    def _texts(self, path: ArgumentPath, before: Value, after: Value, old: str, new: str) -> Iterator[Difference]:
        if old == new:
            return
        documents = read_document(old), read_document(new)
        if documents[0] and documents[1]:
            yield from Differ(self.symbols, documents[1]).differences(path, documents[0].value, documents[1].value)
            return
        symbols = self.symbols.of(before), self.symbols.of(after)
        if symbols[0] and symbols[1] and symbols[0].document and symbols[1].document:
            yield from self._documents(path, before, after, symbols[0].document, symbols[1].document)
            return
        yield Difference(path, before, after, surely_differ(self.symbols.pieces(old), self.symbols.pieces(new)))

    def _documents(
        self, path: ArgumentPath, before: Value, after: Value, old: Value, new: Value
    ) -> Iterator[Difference]:
        """Compare what two values are made of; the value as a whole is known later if any part of it is."""
        symbol = self.symbols.of(after)
        found = list(self.differences(path, old, new))
        if symbol and symbol.known is not Known.NOW and not any(one.is_certain for one in found):
            yield Difference(path, before, after, symbol.known is Known.LATER)
        else:
            yield from found

    def _unknown(self, path: ArgumentPath, before: Value, after: Value) -> Iterator[Difference]:
        old, new = self.symbols.of(before), self.symbols.of(after)
        if old is None or new is None or old.identity != new.identity or old.known != new.known:
            yield Difference(path, before, after, self._is_certain(before, after))

    def _is_certain(self, before: Value, after: Value) -> bool:
        if any(symbol.known is Known.LATER for symbol in self.symbols.within(after)):
            return True
        return not is_symbolic(before) and not is_symbolic(after)


def present(value: Value | None) -> Value | None:
    """Give a value that is there, None for null."""
    return None if value is None or value.is_null else value
