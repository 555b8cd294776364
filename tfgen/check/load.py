"""From parsed files to a configuration: the modules that the root reaches, with their overrides merged."""

import posixpath
from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from typing import Protocol

from tfgen.check.configuration import Configuration, local_folder
from tfgen.check.module import Module, collect_module
from tfgen.check.overrides import merge_overrides
from tfgen.diagnostics import Diagnostic
from tfgen.hcl.module import Body


class Folders(Protocol):
    """Gives the parsed files of folders; `unread` are those whose files declare what cannot be known."""

    @property
    def unread(self) -> AbstractSet[str]:
        """The folders that could not be read whole."""

    def files(self, folder: str) -> Mapping[str, Body] | None:
        """Give the Terraform files of a folder by path, None where there is no such folder."""


class RenderedFolders:
    """The folders of files that are at hand by path."""

    unread: AbstractSet[str] = frozenset()

    def __init__(self, bodies: Mapping[str, Body]) -> None:
        self._folders: dict[str, dict[str, Body]] = {}
        for path, body in bodies.items():
            if path.endswith(".tf"):
                self._folders.setdefault(posixpath.dirname(path), {})[path] = body

    def files(self, folder: str) -> Mapping[str, Body] | None:
        """Give the files of a folder."""
        return self._folders.get(folder)


def load_configuration(
    folders: Folders, installed: Mapping[str, str] | None = None
) -> tuple[Configuration, list[Diagnostic]]:
    """Load the root module and all modules that calls lead to, each once."""
    modules: dict[str, Module] = {}
    diagnostics: list[Diagnostic] = []
    waiting = [""]
    while waiting:
        folder = waiting.pop(0)
        files = folders.files(folder)
        if folder in modules or (files is None and folder):
            continue
        merged, mistakes = merge_overrides(files or {})
        modules[folder], more = collect_module(folder, merged)
        diagnostics += mistakes + more
        waiting += _called(modules[folder], installed or {})
    return Configuration(modules, installed or {}, folders.unread), diagnostics


def _called(module: Module, installed: Mapping[str, str]) -> list[str]:
    """Give the folders that the calls of a module lead to."""
    found = [local_folder(module.folder, call) or installed.get(name) for name, call in module.calls.items()]
    return [folder for folder in found if folder]
