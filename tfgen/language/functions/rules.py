"""The rules of all functions; one that has none is known by its signature alone."""

from collections.abc import Mapping
from typing import Final

from tfgen.language.functions.conversions import CONVERSIONS
from tfgen.language.functions.dates import DATES
from tfgen.language.functions.encoding import ENCODING
from tfgen.language.functions.formatting import FORMATTING
from tfgen.language.functions.mappings import MAPPINGS
from tfgen.language.functions.network import NETWORK
from tfgen.language.functions.numeric import NUMERIC
from tfgen.language.functions.patterns import PATTERNS
from tfgen.language.functions.rule import Rule
from tfgen.language.functions.sequences import SEQUENCES
from tfgen.language.functions.strings import STRINGS

RULES: Final[Mapping[str, Rule]] = {
    **CONVERSIONS,
    **DATES,
    **ENCODING,
    **FORMATTING,
    **MAPPINGS,
    **NETWORK,
    **NUMERIC,
    **PATTERNS,
    **SEQUENCES,
    **STRINGS,
}
