"""Where the schemas of whole providers are cached. Imports nothing heavy."""

from pathlib import Path

SUFFIX = ".schemas"


def cache_folder() -> Path:
    """Give the folder of the user in which schemas are cached; it need not exist."""
    import platformdirs  # noqa: PLC0415 - only who asks for a provider needs it

    return Path(platformdirs.user_cache_dir("tfgen", appauthor=False)) / "providers"


def cache_state(folder: Path) -> str:
    """Give what is another one whenever a file of a cache folder is."""
    files = sorted(folder.rglob(f"*{SUFFIX}"))
    return " ".join(f"{path} {path.stat().st_mtime_ns} {path.stat().st_size}" for path in files)
