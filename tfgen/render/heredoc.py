"""Values in indented heredocs, whose lines' beginnings Terraform reads as indentation.

From each line of a `<<-` heredoc Terraform takes the indentation of the least indented one. Lines of nothing but space
it leaves as they are and does not count (observed with HashiCorp's parser). So a value that begins with space, or an
empty one on a line of its own, could change what is taken from all other lines.
"""

from collections.abc import Mapping

from msgspec import Struct

from tfgen.hcl.literal import NotWritable
from tfgen.rendered import Hole

# What Go's unicode.IsSpace takes for space, but for line ends.
SPACES = " \t\v\f\x85\xa0\u1680\u2028\u2029\u202f\u205f\u3000" + "".join(map(chr, range(0x2000, 0x200B)))


class ValueLine(Struct, frozen=True):
    """A line that a value begins, or goes on: the template's indentation before the value."""

    indentation: str
    hole: Hole


class Unsettled(NotWritable):
    """A value that would move the indentation of its heredoc."""

    def __init__(self, hole: Hole) -> None:
        super().__init__(
            "a line of it begins with space, or is empty, where that moves the indentation of the whole heredoc; "
            "write the heredoc with <<, or put a line of text that is indented less beside it"
        )
        self.hole = hole


def leading_space(line: str) -> int:
    """Give the length of the space that a line begins with."""
    return len(line) - len(line.lstrip(SPACES))


def settle(lines: list[str], values: Mapping[int, ValueLine], own: int | None) -> list[str]:
    """Give the lines of an indented heredoc's body so that Terraform reads each value as it is.

    `values` holds the lines with a value at their beginning, by their numbers, and `own` is the least indentation of
    the lines that begin with the template's own text. Raises Unsettled where no form is safe.
    """
    loose = {at for at, value in values.items() if _is_loose(lines[at], value.indentation)}
    known = [len(values[at].indentation) for at in values.keys() - loose] + ([] if own is None else [own])
    for at in sorted(loose):
        if not known or min(known) > len(values[at].indentation):
            raise Unsettled(values[at].hole)
    return [line if at not in loose else _without_indentation(line, values[at]) for at, line in enumerate(lines)]


def _is_loose(line: str, indentation: str) -> bool:
    """Tell whether a value, and not the template, decides where the text of a line begins."""
    return leading_space(line) != len(indentation) or len(line) == len(indentation)


def _without_indentation(line: str, value: ValueLine) -> str:
    """Take the template's indentation from a line of nothing but space, from which Terraform takes none."""
    return line if line.strip(SPACES) else line.removeprefix(value.indentation)
