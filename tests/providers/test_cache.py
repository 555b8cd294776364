"""The cache gives back what was put into it, or nothing."""

from contextlib import suppress
from pathlib import Path

import pytest

from tests.providers.support import cache_provider, cached_provider, version_of
from tfgen.providers.cache import cached, cached_sources
from tfgen.providers.cache_write import write_cached
from tfgen.providers.folder import cache_folder
from tfgen.providers.store import DamagedError

RECORDS = {
    "resource x_b": {"attributes": {"id": ["c", "string"]}},
    "resource x_a": {},
    "data x_a": {"attributes": {"größe": ["o", "number"]}},
    "provider": {"version": 1},
}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """The file of a provider in a cache."""
    return cache_provider(tmp_path / "cache", "x/x", "1.2.3", RECORDS)


def test_each_record_comes_back(path: Path) -> None:
    """And what is not there does not."""
    found = cached_provider(path)
    assert {key: found.record(key) for key in RECORDS} == RECORDS
    assert [found.record(key) for key in ("resource x_", "resource x_aa", "data x_b", "resource .*", "")] == [None] * 5
    assert found.is_whole()


def test_the_names_of_a_kind_come_sorted(path: Path) -> None:
    """A provider need not have any."""
    found = cached_provider(path)
    assert [found.names(kind) for kind in ("resource", "data", "ephemeral")] == [["x_a", "x_b"], ["x_a"], []]


def test_any_byte_that_is_not_what_was_written_is_noticed(path: Path) -> None:
    """Wherever it stands; no wrong answer is given, and no other error."""
    whole = path.read_bytes()
    for place in range(len(whole)):
        path.write_bytes(whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :])
        assert not cached_provider(path).is_whole(), place
        for key, record in RECORDS.items():
            with suppress(DamagedError):
                assert cached_provider(path).record(key) == record


@pytest.mark.parametrize("kept", [0, 10, 60, -1])
def test_a_file_that_is_cut_off_is_noticed(path: Path, kept: int) -> None:
    """At its head, in its index, or in its last record."""
    path.write_bytes(path.read_bytes()[:kept])
    assert not cached_provider(path).is_whole()


def test_a_file_that_is_gone_is_noticed(path: Path) -> None:
    """It may be deleted while it is in use."""
    found = cached_provider(path)
    assert found.names("data") == ["x_a"]
    path.unlink()
    with pytest.raises(DamagedError):
        found.record("provider")


def test_a_folder_is_searched_for_what_the_cache_writes_only(path: Path) -> None:
    """Other files are passed over, and a folder that is not there holds nothing."""
    for name in ("1.2.4", "newest.schemas", ".tfgen-abc"):
        path.with_name(name).write_bytes(b"")
    folder = path.parents[2]
    cache_provider(folder, "example.com/a/b", "0.1.0-beta", {})
    assert [found.version for found in cached(folder, "x/x")] == [version_of("1.2.3")]
    assert cached_sources(folder) == ["example.com/a/b", "x/x"]
    assert (cached(folder, "x/y"), cached_sources(folder / "none")) == ([], [])


def test_a_version_is_written_anew_in_one_step(path: Path) -> None:
    """Nothing but the new file stays."""
    found = write_cached(path.parents[2], "x/x", version_of("1.2.3"), [("resource y", "{}")])
    assert (found.names("resource"), [entry.name for entry in path.parent.iterdir()]) == (["y"], ["1.2.3.schemas"])


def test_what_can_t_be_written_leaves_all_as_it_was(path: Path) -> None:
    """No half a file, and the old one whole."""

    def records() -> list[tuple[str, str]]:
        raise OSError(28, "No space left on device")

    class Full(list[tuple[str, str]]):
        def __iter__(self):  # type: ignore[no-untyped-def]
            return iter(records())

    with pytest.raises(OSError, match="No space"):
        write_cached(path.parents[2], "x/x", version_of("1.2.3"), Full())
    assert cached_provider(path).is_whole()
    assert [entry.name for entry in path.parent.iterdir()] == ["1.2.3.schemas"]


def test_the_cache_lies_in_the_user_s_cache_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Where the system has such a folder."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.setenv("HOME", str(tmp_path))
    assert tmp_path in cache_folder().parents
