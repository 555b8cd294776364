"""`python -m scripts.docs`: write docs/architecture.md and docs/spec.md anew from templates/ and environments/."""

import sys
from pathlib import Path

from scripts.docs.pages import ROOT, DocsError, pages


def main() -> int:
    """Write the pages; returns the exit code."""
    try:
        made = pages(ROOT)
    except DocsError as failure:
        sys.stderr.write(f"Error: {failure}\n")
        return 1
    for path, text in made.items():
        Path(ROOT, path).write_text(text, "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
