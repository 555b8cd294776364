"""`--shard`: a list of environments split among jobs."""

import itertools
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support import Run, files_of, write_files
from tfgen.commands.shard import Shard, parse_shard

MANY = {f"environments/e{number}.yaml": f"name: e{number}\n" for number in range(5)}


@given(st.lists(st.text(), unique=True), st.integers(1, 20))
def test_all_shards_together_are_the_list(names: list[str], count: int) -> None:
    """Each name once, in its order, and no shard has two more than another."""
    shards = [Shard(number, count).of(names) for number in range(1, count + 1)]
    assert sorted(itertools.chain(*shards)) == sorted(names)
    assert all(shard == sorted(shard, key=names.index) for shard in shards)
    assert max(map(len, shards)) - min(map(len, shards)) <= 1


@pytest.mark.parametrize(
    "text", ["", "1", "0/2", "3/2", "1/0", "a/b", "1/2/3", "-1/2", " 1/2", "1/9999999999", "\u0661/\u0662"]
)
def test_what_is_no_shard_is_told(text: str, project: Path, run: Run) -> None:
    """With what one looks like."""
    assert parse_shard(text) is None
    said = run("list", f"--shard={text}")
    assert (said.code, said.out, project.name) == (1, "", "project")
    assert "name a part and how many there are, from 1: `2/5`." in said.err


def test_lists_are_split(project: Path, run: Run) -> None:
    """As text and as JSON."""
    write_files(project, MANY)
    assert run("list", "--shard", "2/3").out == "e0\ne3\n"
    rows = json.loads(run("list", "--shard", "3/3", "--format", "json").out)["environments"]
    assert [row["name"] for row in rows] == ["e1", "e4"]


def test_renders_and_validations_are_split(project: Path, run: Run) -> None:
    """So are the environments that are named."""
    write_files(project, MANY)
    assert run("render", "--shard", "1/4").code == 0
    assert {path.split("/")[0] for path in files_of(project / "generated")} == {"dev", "e3"}
    assert run("render", "--shard", "2/2", "--stdout", "e1", "e2", "e3").out.count("# e2/") == 2
    assert [line.split(":")[0] for line in run("validate", "--shard", "3/4").err.splitlines()][:2] == ["e1", "prod"]


def test_states_are_split_with_those_of_removed_environments(project: Path, run: Run) -> None:
    """Each is told in just one part."""
    run("render")
    (project / "environments/prod.yaml").unlink()
    rows = [json.loads(run("status", f"--shard={part}/2", "--format=json").out)["environments"] for part in (1, 2)]
    assert [[row["name"] for row in part] for part in rows] == [["dev"], ["prod"]]


def test_a_shard_without_environments_has_nothing_to_do(project: Path, run: Run) -> None:
    """With more jobs than environments, some have none; and they do not take all."""
    for command in ("render", "validate", "list", "diff", "status"):
        said = run(command, "--shard", "3/3")
        assert (said.code, said.out, said.err) == (0, "", "")
    assert not (project / "generated").exists()


def test_every_name_is_checked_in_every_shard(project: Path, run: Run) -> None:
    """A mistake does not hide in a job of others."""
    said = run("validate", "dev", "nope", "--shard", "1/2")
    assert said.code == 1
    assert str(project) not in said.err
    assert "nope" in said.err
