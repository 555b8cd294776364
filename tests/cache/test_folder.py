"""What is remembered is believed, and so it lies where nobody else may write."""

from pathlib import Path

import pytest

from tfgen.cache.folder import own_folder


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of all caches of a user."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return tmp_path / "cache"


def test_it_is_made_for_the_user_alone(cache: Path) -> None:
    """With the folders above it."""
    assert own_folder() == cache / "tfgen"
    assert (cache / "tfgen").stat().st_mode & 0o777 == 0o700
    assert own_folder() == cache / "tfgen"


@pytest.mark.parametrize("mode", [0o770, 0o707, 0o777])
def test_one_that_others_may_write_to_is_not_used(cache: Path, mode: int) -> None:
    """They could have put there what they liked."""
    (cache / "tfgen").mkdir(parents=True)
    (cache / "tfgen").chmod(mode)
    assert own_folder() is None


def test_where_there_can_be_none_nothing_is_remembered(cache: Path) -> None:
    """A home that can't be written is no error."""
    cache.touch()
    assert own_folder() is None
