"""Functions on files: that a file is there can be told before anything is applied, and is all that is told."""

import os
import re
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Final

from tfgen.language.functions.problems import ArgumentProblem, CallProblem
from tfgen.language.functions.rule import Rule
from tfgen.language.types import BOOL, DYNAMIC, STRING
from tfgen.language.values import Value, boolean, unknown

_READERS: Final = ("file", "filebase64")
_HASHES: Final = ("filebase64sha256", "filebase64sha512", "filemd5", "filesha1", "filesha256", "filesha512")
_HOME_OF_ANOTHER: Final = re.compile(r"~[^/\\]")


@lru_cache(maxsize=8)
def file_rules(folder: Path | None) -> Mapping[str, Rule]:
    """Give the rules for a module in a folder; for one that is not on disk nothing is told of files."""
    if folder is None:
        return _UNSEEN
    readers = {name: Rule(lambda path, *_rest: _read(folder, path)) for name in _READERS}
    hashes = {name: Rule(lambda path: _hashed(folder, path)) for name in _HASHES}
    template = Rule(lambda path, _variables: _templated(folder, path), lambda *_arguments: DYNAMIC, sees_unknown=True)
    exists = Rule(lambda path: _exists(folder, path))
    return {**_UNSEEN, **readers, **hashes, "templatefile": template, "fileexists": exists}


_UNSEEN: Final = {
    "templatefile": Rule(None, lambda *_arguments: DYNAMIC),
    "fileexists": Rule(lambda _path: unknown(BOOL)),
}


def _place(folder: Path, path: Value) -> Path:
    """Give where a file lies; relative paths start in the folder that Terraform runs in, the root module's."""
    given: str = path.content
    return folder / os.path.expanduser(given)  # noqa: PTH111 - Path's own raises where there is no home


def _absent(path: Value) -> str:
    return f"open {path.content}: no such file or directory"


def _obstacle(folder: Path, path: Value) -> str | None:
    """Say why nothing can be had from a path, None if something is there."""
    if _HOME_OF_ANOTHER.match(path.content):
        return "failed to expand ~: cannot expand user-specific home dir"
    try:
        _place(folder, path).stat()
    except FileNotFoundError:
        return _absent(path)
    except OSError as problem:
        return f"open {path.content}: {str(problem.strerror).lower()}"
    except ValueError:
        return f"open {path.content}: invalid argument"
    return None


def _missing(path: Value) -> str:
    return (
        f'no file exists at "{path.content}"; this function works only with files that are distributed as part of the '
        "configuration source code, so if a resource in this configuration creates this file, you must "
        "instead obtain this "
        "result from an attribute of that resource"
    )


def _exists(folder: Path, path: Value) -> Value:
    obstacle = _obstacle(folder, path)
    if obstacle not in (None, _absent(path)):
        raise CallProblem(f"{obstacle}")
    return boolean(_place(folder, path).is_file())


def _read(folder: Path, path: Value) -> Value:
    obstacle = _obstacle(folder, path)
    if obstacle is not None:
        raise ArgumentProblem(0, _missing(path) if obstacle == _absent(path) else obstacle)
    return unknown(STRING)


def _hashed(folder: Path, path: Value) -> Value:
    obstacle = _obstacle(folder, path)
    if obstacle is not None:
        raise CallProblem(obstacle)
    return unknown(STRING)


def _templated(folder: Path, path: Value) -> Value:
    if path.is_known:
        _read(folder, path)
    return unknown()
