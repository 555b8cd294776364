"""Override files: blocks that are merged into those of the same name.

https://developer.hashicorp.com/terraform/language/files/override
"""

import posixpath
from collections.abc import Callable, Iterator, Mapping

from msgspec import Struct
from msgspec.structs import replace

from tfgen.diagnostics import Diagnostic, error
from tfgen.hcl.module import Attribute, Block, Body
from tfgen.source import SourceRange

_NAMED = ("variable", "output", "module", "resource", "data", "ephemeral", "provider")
_REFUSED = {
    "moved": "Cannot override 'moved' blocks",
    "import": "Cannot override 'import' blocks",
    "check": "Can't override check blocks",
}
_STATE = frozenset({"backend", "cloud"})


def is_override(path: str) -> bool:
    """Tell whether a file is one of overrides, by its name."""
    name = posixpath.basename(path)
    return name == "override.tf" or name.endswith("_override.tf")


def merge_overrides(files: Mapping[str, Body]) -> tuple[dict[str, Body], list[Diagnostic]]:
    """Merge the override files among the files of a folder into the others; what overrides nothing is an error."""
    merger = Merger({path: body for path, body in files.items() if not is_override(path)})
    for path in sorted(set(files) - set(merger.files)):
        merger.files[path] = Body(files[path].attributes, ())
        for block in files[path].blocks:
            merger.merge(block, path)
    return merger.files, merger.diagnostics


class Merger(Struct):
    """The files of a folder; in an override file is what it holds besides overrides."""

    files: dict[str, Body]
    diagnostics: list[Diagnostic] = []

    def merge(self, override: Block, path: str) -> None:
        """Merge a block of an override file."""
        if override.type == "terraform":
            self._add(self._settings(override), path)
        elif override.type == "locals":
            self._locals(override)
        elif override.type in _REFUSED:
            detail = f"Override files can't hold {override.type} blocks. Move it to a normal file."
            self._tell(_REFUSED[override.type], detail, override.where)
        elif override.type in _NAMED:
            self._named(override, path)
        elif override.type != "removed":  # which Terraform passes over
            self._add(override, path)

    def _add(self, block: Block, path: str) -> None:
        self.files[path] = replace(self.files[path], blocks=(*self.files[path].blocks, block))

    def _named(self, override: Block, path: str) -> None:
        key = _key(override)
        if self._replace(lambda block: _key(block) == key, override.body):
            return
        if override.type == "provider" and not override.body.attribute("alias"):
            self._add(override, path)  # it replaces the empty one that each provider has
            return
        detail = f"There is no {' '.join((override.type, *override.labels))} block for this one to override."
        self._tell(f"Missing {override.type} to override", detail, override.where)

    def _locals(self, override: Block) -> None:
        for attribute in override.body.attributes:
            if not self._replace(_declares(attribute.name), Body((attribute,), ())):
                detail = f"There is no local value {attribute.name} for this one to override."
                self._tell("Missing base local value definition to override", detail, attribute.where)

    def _settings(self, override: Block) -> Block:
        """Take out of all terraform blocks what this one gives; gives it, to stand beside them."""
        given = override.body
        for path, body in self.files.items():
            blocks = (_settled(block, given) if block.type == "terraform" else block for block in body.blocks)
            self.files[path] = replace(body, blocks=tuple(blocks))
        settings = [block for body in self.files.values() for block in body.blocks_of("terraform")]
        if not any(block for one in settings for block in one.body.blocks_of("required_providers")):
            return override
        rest = tuple(block for block in given.blocks if block.type != "required_providers")
        return replace(override, body=replace(given, blocks=rest))

    def _replace(self, is_base: Callable[[Block], bool], override: Body) -> bool:
        """Merge a body into that of the first block that is its base; gives False where none is."""
        for path, body in self.files.items():
            for index, block in enumerate(body.blocks):
                if is_base(block):
                    merged = replace(block, body=_merged(block.body, override))
                    self.files[path] = replace(body, blocks=(*body.blocks[:index], merged, *body.blocks[index + 1 :]))
                    return True
        return False

    def _tell(self, summary: str, detail: str, where: SourceRange) -> None:
        self.diagnostics.append(error("override", summary, detail, where))


def _key(block: Block) -> tuple[str, tuple[str, ...], str | None]:
    alias = block.body.attribute("alias") if block.type == "provider" else None
    return block.type, block.labels, alias.text if alias else None


def _declares(name: str) -> Callable[[Block], bool]:
    return lambda block: block.type == "locals" and block.body.attribute(name) is not None


def _settled(settings: Block, given: Body) -> Block:
    """Take out of a terraform block what is given anew; of the required providers, each for itself."""
    types = {block.type for block in given.blocks} - {"required_providers"}
    types |= _STATE if types & _STATE else set()
    kept = (block for block in settings.body.blocks if block.type not in types)
    return replace(settings, body=Body(_kept(settings.body, given), tuple(_required(block, given) for block in kept)))


def _required(block: Block, given: Body) -> Block:
    for other in given.blocks_of(block.type) if block.type == "required_providers" else ():
        block = replace(block, body=_merged(block.body, other.body))
    return block


def _merged(base: Body, override: Body) -> Body:
    """Replace arguments by name, and nested blocks by type; a lifecycle is merged in the same way."""
    types = {_made(block) for block in override.blocks}
    kept = (block for block in base.blocks if _made(block) not in types)
    return Body((*_kept(base, override), *override.attributes), (*kept, *_nested(base, override)))


def _kept(base: Body, override: Body) -> tuple[Attribute, ...]:
    return tuple(attribute for attribute in base.attributes if override.attribute(attribute.name) is None)


def _nested(base: Body, override: Body) -> Iterator[Block]:
    lifecycle = next(base.blocks_of("lifecycle"), None)
    for block in override.blocks:
        if lifecycle and block.type == "lifecycle":
            yield replace(block, body=_merged(lifecycle.body, block.body))
        else:
            yield block


def _made(block: Block) -> str:
    """Give the type of a nested block, or of those that a dynamic one makes."""
    return block.labels[0] if block.type == "dynamic" and block.labels else block.type
