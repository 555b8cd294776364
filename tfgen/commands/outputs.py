"""Where environments are rendered to."""

from pathlib import Path

from tfgen.output.changes import Output


def output_of(name: str, folder: Path, root: Path) -> Output:
    """Give an environment's folder, named from the project's root, as all files are, where it lies in there."""
    path = (folder / name).absolute()
    return Output(folder / name, path.relative_to(root).as_posix() if path.is_relative_to(root) else str(path))
