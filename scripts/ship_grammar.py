"""Make the compiled grammar of python-hcl2 anew, for the versions that are installed: see tfgen.hcl.grammar."""

import io
import tempfile
import zlib
from pathlib import Path

import hcl2.parser
from lark import Lark

from tfgen.hcl.grammar import SHIPPED


def compiled() -> Lark:
    """Compile the grammar, with no regard to what was compiled before."""
    with tempfile.TemporaryDirectory() as folder:
        hcl2.parser.PARSER_FILE = Path(folder, "grammar")
        return hcl2.parser.parser.__wrapped__()


def without_places(parser: Lark) -> Lark:
    """Let what is saved of a grammar make trees without places."""
    parser.options.propagate_positions = False
    return parser


def main() -> None:
    """Write the file, in place of those of other versions."""
    saved = io.BytesIO()
    without_places(compiled()).save(saved)
    for old in SHIPPED.parent.glob("*.grammar"):
        old.unlink()
    SHIPPED.write_bytes(zlib.compress(saved.getvalue(), 9))


if __name__ == "__main__":
    main()
