"""python-hcl2's grammar in its compiled form, which ships with tfgen: to compile it takes some seconds.

It is what Lark's own `save` writes, by `make grammar`, but that its trees hold no places, for two fifths of Lark's
time. Where other versions of python-hcl2 or Lark are installed, and where a place is asked for, python-hcl2 compiles
it once, and it is kept in the user's cache folder.
"""

import functools
import io
import zlib
from pathlib import Path

import hcl2.parser
import hcl2.version
import lark
from lark import Lark

from tfgen.cache.folder import is_own, own_folder

VERSIONS = f"python-hcl2-{hcl2.version.__version__}-lark-{lark.__version__}"
SHIPPED = Path(__file__).parent / f"{VERSIONS}.grammar"


@functools.cache
def grammar() -> Lark:
    """Give what parses a text, ended by a newline, into Lark's tree."""
    if SHIPPED.exists():
        return Lark.load(io.BytesIO(zlib.decompress(SHIPPED.read_bytes())))
    return grammar_with_places()


def grammar_with_places() -> Lark:
    """Let python-hcl2 compile it, and keep it, as code is kept, only where nobody else may write.

    By default it would lie beside python-hcl2's package, which an installation need not be able to write.
    """
    folder = own_folder()
    kept = folder / f"{VERSIONS}.grammar" if folder else None
    if kept and (not kept.exists() or is_own(kept)):
        hcl2.parser.PARSER_FILE = kept
    return hcl2.parser.parser()
