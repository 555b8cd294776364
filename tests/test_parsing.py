"""Files are parsed back here or in a process beside, with the same result."""

import subprocess
import sys

CODE = """
from tfgen.cache.parsed import ParsedTexts
from tfgen.hcl.parser import parse
from tfgen.parsing import ParseBeside, ParseHere

FILES = {"a.tf": "a = 1\\nb = 2\\n", "b.tf": "b = 2\\n", "bad.tf": "a = 1\\n\\u00e9 = 3\\n", "c.tf": "c {\\n}\\n"}
FILES["many.tf"] = "".join(f"x{number} = {number}\\n" for number in range(300))
beside, known = ParseBeside.start(ParsedTexts(None)), ParsedTexts(None)
for parsing in (beside, ParseHere(known), beside):
    for path, text in FILES.items():
        body, _ = parse(text, path)
        parsing.take(text, path, body)
    found = parsing.mistakes()
    print({path: [str(one.subject) for one in mistakes] for path, mistakes in found.items() if mistakes})
print(parsing.mistakes())
beside.close()
"""


def test_a_process_beside_finds_the_same_mistakes() -> None:
    """Round after round; without files there are none."""
    done = subprocess.run([sys.executable, "-c", CODE], capture_output=True, text=True, check=True, timeout=60)
    assert done.stdout.splitlines() == ["{'bad.tf': ['bad.tf:2:1']}"] * 3 + ["{}"]
