"""The formatter: HCL text becomes, byte for byte, what `terraform fmt` leaves."""

from tfgen.hcl.format.layout import lay_out
from tfgen.hcl.format.legacy import modernise
from tfgen.hcl.format.lines import read_lines
from tfgen.hcl.lexer import Kind, scan

_BYTE_ORDER_MARK = "\ufeff"


def format_text(text: str) -> str:
    """Format HCL text as `terraform fmt` does; the text should parse.

    Only spaces change, the legacy forms of `tfgen.hcl.format.legacy` aside: comments stay, and so does the number of
    lines, unless newlines stand right inside a legacy `"${ }"`. Text with what is no HCL token comes back unchanged.
    """
    plain = text.removeprefix(_BYTE_ORDER_MARK)
    tokens = scan(plain)
    if not tokens:  # spaces alone stay, each byte as one
        return " " * len(text.encode())
    if any(kind is Kind.INVALID for kind, _, _ in tokens):
        return text
    modern = modernise(plain, tokens)
    if modern != plain:
        tokens = scan(modern)
    return lay_out(read_lines(modern, tokens))
