"""The chain of specs that an environment extends, merged into one tree."""

from pathlib import Path

from msgspec import Struct

from tfgen.diagnostics import Diagnostic, error
from tfgen.environment import EnvironmentSpec
from tfgen.spec.load import load_spec
from tfgen.spec.merge import merge_root
from tfgen.values import Map

MAX_CHAIN = 50
"""Specs that extend one another; a person loses sight far earlier."""


class Inherited(Struct, frozen=True):
    """A spec with all that it extends: `root` is the merged tree, `files` are theirs, its own first."""

    root: Map
    files: tuple[str, ...]


class SpecLoader(Struct, frozen=True):
    """The specs of one project, for one run: each parent is read and merged once, however many extend it."""

    project_root: Path
    _parents: dict[str, tuple[EnvironmentSpec | None, list[Diagnostic]]] = {}
    _merged: dict[str, tuple[Map, list[Diagnostic]]] = {}

    def inherited(self, name: str) -> tuple[Inherited | None, list[Diagnostic]]:
        """Give a spec merged onto all that it extends, with the mistakes of all their files.

        There is no tree when one of the files cannot be read to its end, or when the chain has none.
        """
        chain, diagnostics = self._chain(name)
        if chain is None:
            return None, diagnostics
        root, mistakes = self._merge(chain)
        return Inherited(root, tuple(spec.file for spec in chain)), diagnostics + mistakes

    def _chain(self, name: str) -> tuple[list[EnvironmentSpec] | None, list[Diagnostic]]:
        """Give the specs from the youngest to the oldest."""
        spec, mistakes = load_spec(self.project_root, name)
        chain, diagnostics = [], [*mistakes]
        while spec:
            chain.append(spec)
            if spec.extends is None:
                return chain, diagnostics
            if endless := _endless(spec, chain):
                return None, [*diagnostics, endless]
            spec, mistakes = self._parent(spec, spec.extends)
            diagnostics += mistakes
        return None, diagnostics

    def _parent(self, spec: EnvironmentSpec, name: str) -> tuple[EnvironmentSpec | None, list[Diagnostic]]:
        if name in self._parents:
            return self._parents[name]
        parent, diagnostics = load_spec(self.project_root, name, spec.extends_where)
        if parent:
            self._parents[name] = parent, diagnostics
        return parent, diagnostics

    def _merge(self, chain: list[EnvironmentSpec]) -> tuple[Map, list[Diagnostic]]:
        """Merge a chain that is not empty; all but its youngest are parents and worth keeping."""
        spec, *parents = chain
        if not parents:
            return merge_root(None, spec.root)
        name = parents[0].name
        if name not in self._merged:
            self._merged[name] = self._merge(parents)
        parent, inherited_mistakes = self._merged[name]
        root, mistakes = merge_root(parent, spec.root)
        return root, inherited_mistakes + mistakes


def _endless(spec: EnvironmentSpec, chain: list[EnvironmentSpec]) -> Diagnostic | None:
    names = [known.name for known in chain]
    if spec.extends in names:
        cycle = " -> ".join([*names[names.index(spec.extends) :], spec.extends])
        detail = f"The specs extend one another in a circle: {cycle}. Remove one of their `extends`."
        return error("spec-extends-cycle", "Cycle in extends", detail, spec.extends_where)
    if len(chain) == MAX_CHAIN:
        detail = f"More than {MAX_CHAIN} specs extend one another. Merge some of them."
        return error("spec-extends-depth", "Chain of extends too long", detail, spec.extends_where)
    return None
