"""Environments that need no rendering: nothing that they are made from has changed since they were, nor have they."""

import hashlib
from collections.abc import Sequence
from pathlib import Path

from msgspec import Struct

from tfgen.cache.settled import Settled, SettledEnvironments
from tfgen.cache.tools import fingerprint
from tfgen.commands.outputs import output_of
from tfgen.inputs import hash_inputs
from tfgen.output.as_written import as_written
from tfgen.output.lock import Say
from tfgen.pack import odd_entries, pack_version
from tfgen.project import Project
from tfgen.providers.folder import cache_folder, cache_state

# Whatever has a say in what is rendered, or in what is wrong with it.
_TOOLS = ("jinja2", "markupsafe", "yaml", "jsonschema_rs", "msgspec", "hcl2", "lark", "pygohcl")


class Settling(Struct, frozen=True):
    """Finds what is settled in a folder of the output, and keeps it for the next run.

    `tools` is what is the same only for the same tools and the same knowledge, `version` that of the pack.
    """

    root: Path
    folder: Path
    overrides: Sequence[str]
    environments: SettledEnvironments
    tools: str
    version: str

    def find(self, name: str, say: Say) -> Settled | None:
        """Give what the last run found out of an environment, if a run now would find the same."""
        written = as_written(output_of(name, self.folder, self.root), say)
        if written is None:
            return None
        try:
            inputs = hash_inputs(self.root, name, self.version, written.manifest.inputs.specs, self.overrides)
        except OSError:  # a spec that is no more there, say
            return None
        found = self.environments.find(self._key(inputs.digest)) if inputs == written.manifest.inputs else None
        return found if found and found.manifest == written.digest else None

    def keep(self, inputs: str, settled: Settled) -> None:
        """Remember an environment that was rendered and written, by the hash of its inputs."""
        self.environments.keep(self._key(inputs), settled)

    def _key(self, inputs: str) -> str:
        return hashlib.sha256(f"{self.tools} {inputs}".encode()).hexdigest()


def open_settling(project: Project, folder: Path, overrides: Sequence[str], cache: Path | None) -> Settling | None:
    """Begin to look for what is settled; None where nothing can be: without a cache, or a right pack."""
    try:
        if cache is None or odd_entries(project.templates):
            return None
        version = pack_version(project.root)
    except OSError:  # which the render itself tells
        return None
    tools = fingerprint(_TOOLS) + cache_state(cache_folder())
    return Settling(project.root, folder, overrides, SettledEnvironments(cache), tools, version)
