"""One side of a comparison: all files of an environment."""

from collections.abc import Callable, Mapping

from msgspec import Struct, field

from tfgen.hcl.module import Body
from tfgen.hcl.syntax import read_hcl
from tfgen.rendered import BuiltEnvironment

_HCL = (".tf", ".tfvars")


class Rendering(Struct, frozen=True):
    """The files of an environment by path from its folder, as `texts` and, where they are HCL, parsed.

    Of what tfgen built itself `built` is there too; `line_of` gives a line of a template or a spec by its file, from
    the project's root, and its number. `folder` is where files on disk lie, seen from there, `commit` the one that all
    is of, if it is not what the working tree holds.
    """

    texts: Mapping[str, str]
    bodies: Mapping[str, Body]
    built: BuiltEnvironment | None = None
    line_of: Callable[[str, int], str | None] = field(default=lambda _file, _line: None)
    folder: str = ""
    commit: str = ""

    @staticmethod
    def of_built(
        built: BuiltEnvironment,
        line_of: Callable[[str, int], str | None] = lambda _file, _line: None,
        commit: str = "",
    ) -> "Rendering":
        """Give the rendering of an environment that was just built."""
        texts = {file.path: file.text for file in built.files}
        return Rendering(texts, built.bodies, built, line_of, commit=commit)

    @staticmethod
    def of_texts(texts: Mapping[str, str], folder: str = "") -> "Rendering":
        """Give the rendering that files on disk are; what is no HCL has no body."""
        return Rendering.of_bodies(texts, {path: read_hcl(text, path)[0] for path, text in texts.items()}, folder)

    @staticmethod
    def of_bodies(texts: Mapping[str, str], bodies: Mapping[str, Body | None], folder: str = "") -> "Rendering":
        """Give the rendering of files that were parsed already, those without a body being no HCL."""
        known = {path: body for path, body in bodies.items() if body is not None and path.endswith(_HCL)}
        return Rendering(texts, known, folder=folder)
