"""Which pages there are, and what each is made from."""

from pathlib import Path

from scripts.docs.architecture import architecture_page
from scripts.docs.modules import read_architecture
from scripts.docs.spec import spec_page
from tfgen.build import Build
from tfgen.project import Project

ROOT = Path(__file__).parents[2]
# The environment that has everything switched on.
SHOWN = "prod"


class DocsError(Exception):
    """The templates or the spec have mistakes; the message names them."""


def pages(root: Path) -> dict[str, str]:
    """Give the text of each page of the project in `root`, by its path there. Raises `DocsError`."""
    build, diagnostics = Build.open(Project(root))
    if build is None:
        raise DocsError("\n".join(found.detail for found in diagnostics))
    built = build.environment(SHOWN)
    if not built.ok:
        raise DocsError("\n".join(found.detail for found in built.diagnostics))
    return {
        "docs/architecture.md": architecture_page(read_architecture(built.bodies), SHOWN),
        "docs/spec.md": spec_page(build.schema.fields),
    }
