"""How wide a text is: in grapheme clusters, one column each whatever their glyph, as Terraform counts.

The rules are those of Unicode's Annex 29 before version 15.1. Python does not know the property they speak of; it is
told from general categories, and from lists of what these don't tell.
"""

import re
import unicodedata
from functools import cache

# The property of a character is one letter: C control, R and N the two newlines, P prepended, F flag letter,
# E extending, J joiner, S spacing mark, I picture, L V T Hangul letters, A a Hangul syllable without and B one with a
# last letter, O other.
_CLUSTER = re.compile("RN|[CRN]|P*+(?:FF|L*+(?:(?:V|AV*+|B)V*+T*+)|L++|T++|I(?:E*+JI)*+|[^CRNP])[EJS]*+|P++")
_LISTED = {
    "\r": "R",
    "\n": "N",
    "\u200c": "E",
    "\u200d": "J",
    "\U000110cd": "P",
    **dict.fromkeys("\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u070f\u0890\u0891\u08e2\u0d4e\U000110bd", "P"),
    **dict.fromkeys("\uff9e\uff9f\u09be\u09d7\u0b3e\u0b57\u0bbe\u0bd7\u0cc2\u0cd5\u0cd6\u0d3e\u0d57\u0dcf\u0ddf", "E"),
    **dict.fromkeys("\u0e33\u0eb3", "S"),
    **dict.fromkeys(
        "\u00a9\u00ae\u203c\u2049\u2122\u2139\u24c2\u3030\u303d\u3297\u3299\U0001f12f\U0001f18e\U0001f21a\U0001f22f",
        "I",
    ),
    **dict.fromkeys("\u102b\u102c\u1038\u1083\u108f\u1a61\uaa7b\uaa7d\U00011720\U00011721", "O"),
}
_CATEGORIES = {"Mn": "E", "Me": "E", "Mc": "S", "Cc": "C", "Zl": "C", "Zp": "C", "Cf": "C"}
_RANGES = (
    ("\u1100", "\u115f", "L"),
    ("\u1160", "\u11a7", "V"),
    ("\u11a8", "\u11ff", "T"),
    ("\u2194", "\u21aa", "I"),
    ("\u231a", "\u23fa", "I"),
    ("\u25aa", "\u27bf", "I"),
    ("\u2934", "\u2935", "I"),
    ("\u2b05", "\u2b55", "I"),
    ("\ua960", "\ua97c", "L"),
    ("\ud7b0", "\ud7c6", "V"),
    ("\ud7cb", "\ud7fb", "T"),
    ("\U0001f1e6", "\U0001f1ff", "F"),
    ("\U0001f3fb", "\U0001f3ff", "E"),
    ("\U0001f000", "\U0001f0ff", "I"),
    ("\U0001f10d", "\U0001f10f", "I"),
    ("\U0001f16c", "\U0001f171", "I"),
    ("\U0001f17e", "\U0001f17f", "I"),
    ("\U0001f191", "\U0001f19a", "I"),
    ("\U0001f1ad", "\U0001f1e5", "I"),
    ("\U0001f201", "\U0001f20f", "I"),
    ("\U0001f232", "\U0001f23a", "I"),
    ("\U0001f23c", "\U0001f23f", "I"),
    ("\U0001f249", "\U0001f53d", "I"),
    ("\U0001f546", "\U0001f64f", "I"),
    ("\U0001f680", "\U0001f6ff", "I"),
    ("\U0001f774", "\U0001f77f", "I"),
    ("\U0001f7d5", "\U0001f7ff", "I"),
    ("\U0001f80c", "\U0001f80f", "I"),
    ("\U0001f848", "\U0001f84f", "I"),
    ("\U0001f85a", "\U0001f85f", "I"),
    ("\U0001f888", "\U0001f88f", "I"),
    ("\U0001f8ae", "\U0001f8ff", "I"),
    ("\U0001f90c", "\U0001f93a", "I"),
    ("\U0001f93c", "\U0001f945", "I"),
    ("\U0001f947", "\U0001faff", "I"),
    ("\u1062", "\u1064", "O"),  # marks that Unicode does not let extend a cluster, up to the end of this list
    ("\u1067", "\u106d", "O"),
    ("\u1087", "\u108c", "O"),
    ("\u109a", "\u109c", "O"),
    ("\u1a63", "\u1a64", "O"),
    ("\U000e0020", "\U000e007f", "E"),
)


def width(text: str) -> int:
    """Count the columns of a text; a newline takes one."""
    if text.isascii():
        return len(text) - text.count("\r\n")
    return len(_CLUSTER.findall("".join(map(_property, text))))


@cache
def _property(character: str) -> str:
    """Give the letter of a character's property."""
    if character in _LISTED:
        return _LISTED[character]
    if "\uac00" <= character <= "\ud7a3":
        return "B" if (ord(character) - 0xAC00) % 28 else "A"
    for first, last, letter in _RANGES:
        if first <= character <= last:
            return letter
    return _CATEGORIES.get(unicodedata.category(character), "O")
