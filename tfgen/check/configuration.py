"""A configuration: a root module and the modules that it calls, with what is known of its providers."""

import posixpath
from collections.abc import Mapping
from collections.abc import Set as AbstractSet

from msgspec import Struct

from tfgen.check.module import Module
from tfgen.hcl.module import Block

# Folders of modules, from the root's: how a call of a module that lies elsewhere was answered by `terraform init`.
Installed = Mapping[str, str]


class Configuration(Struct, frozen=True):
    """The modules of a configuration by folder, the root's being empty.

    `installed` holds, by the path of its call (`network.subnets`), the folder of each module that is not local;
    `unread` are the folders of modules that are there and cannot be checked.
    """

    modules: Mapping[str, Module]
    installed: Installed = {}
    unread: AbstractSet[str] = frozenset()

    @property
    def root(self) -> Module:
        """The root module."""
        return self.modules[""]

    def called(self, caller: Module, call: Block) -> Module | None:
        """Give the module that a call leads to, None where it is not at hand."""
        folder = local_folder(caller.folder, call)
        if folder is None:
            folder = self.installed.get(call.labels[0])
        return None if folder is None else self.modules.get(folder)

    def reached(self, module: Module) -> list[Module]:
        """Give a module with all that its calls lead to, each once."""
        found = [module]
        for caller in found:
            called = (self.called(caller, call) for call in caller.calls.values())
            found += [one for one in called if one and one not in found]
        return found


def local_folder(caller: str, call: Block) -> str | None:
    """Give the folder of a called module, from the root's, None where the source is not a local path."""
    source = call.body.attribute("source")
    path = source.text if source else None
    if not path or not path.startswith(("./", "../")):
        return None
    folder = posixpath.normpath(posixpath.join(caller, path))
    return "" if folder == "." else folder
