"""A file in pieces: each begins with an argument or a block of the top level, and together they are the file.

A body is a sequence of such statements, each on lines of its own, so that a file parses where all of its pieces do.
Environments differ in a few of them: the others were parsed before.
"""

from collections.abc import Iterator
from itertools import pairwise

from tfgen.hcl.module import Body


def pieces(text: str, body: Body) -> Iterator[str]:
    """Cut a text, of which `body` was parsed, at the beginnings of its statements."""
    starts = sorted(item.start for item in (*body.attributes, *body.blocks))
    cuts = [0, *(start for start in starts[1:] if text[start - 1] == "\n"), len(text)]
    yield from (text[first:end] for first, end in pairwise(cuts))
