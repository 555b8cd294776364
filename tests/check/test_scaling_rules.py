"""What the shipped pack refuses in the scaling of tasks and replicas, and what it says."""

from pathlib import Path

import pytest

from tfgen.build import Build
from tfgen.project import Project

ROOT = Path(__file__).parents[2]
BUILD, _ = Build.open(Project(ROOT))
CACHE = ("cache.node_type=cache.r6gd.xlarge", "cache.scaling.max_replicas=3")
TASKS = ("processing.scaling.max_tasks=4", "processing.scaling.cpu_percent=60")


def told(*overrides: str) -> list[str]:
    """Give what is told about `dev` with overrides."""
    assert BUILD
    return [diagnostic.detail for diagnostic in BUILD.environment("dev", overrides).diagnostics]


@pytest.mark.parametrize(
    ("overrides", "words"),
    [
        (
            (*TASKS, "processing.scaling.min_tasks=5", "processing.desired_count=5"),
            "Raise max_tasks, or lower min_tasks",
        ),
        ((*TASKS, "processing.desired_count=1"), "The service starts with 1 tasks, outside the 2 to 4"),
        ((*TASKS, "processing.desired_count=5"), "The service starts with 5 tasks, outside the 2 to 4"),
        (("processing.scaling.max_tasks=4",), "Give max_tasks and at least one of cpu_percent, memory_percent"),
        (("processing.scaling.cpu_percent=60",), "Give max_tasks and at least one of cpu_percent, memory_percent"),
        ((*TASKS, "processing.scaling.lag_seconds=86400"), "Records are gone after 24 hours"),
        ((*CACHE, "cache.scaling.min_replicas=4"), "Raise max_replicas, or lower min_replicas"),
        ((*CACHE, "cache.replicas_per_node_group=4"), "Each node group starts with 4 replicas, outside the 1 to 3"),
        ((*CACHE, "cache.num_node_groups=200"), "are up to 800 nodes; a cluster has at most 500"),
        ((*CACHE, "cache.scaling.cpu_percent=80"), "cpu_percent"),
        (("cache.scaling.max_replicas=3",), "ElastiCache does not scale the replicas of cache.t4g.micro"),
        (("cache.node_type=cache.m7g.4xlarge", "cache.scaling.max_replicas=3"), "replicas of cache.m7g.4xlarge"),
        (("cache.node_type=cache.m6g.12xlarge", "cache.scaling.max_replicas=3"), "replicas of cache.m6g.12xlarge"),
    ],
)
def test_what_cannot_scale_is_told_with_the_remedy(overrides: tuple[str, ...], words: str) -> None:
    """Bounds that do not fit, measures without bounds, and nodes that AWS does not scale are errors of their own."""
    assert [detail for detail in told(*overrides) if words in detail], told(*overrides)


@pytest.mark.parametrize(
    "overrides",
    [
        TASKS,
        ("processing.scaling.max_tasks=4", "processing.scaling.memory_percent=75"),
        ("processing.scaling.max_tasks=4", "processing.scaling.lag_seconds=60", "processing.scaling.lag_tasks=2"),
        CACHE,
    ],
)
def test_every_measure_scales_alone(overrides: tuple[str, ...]) -> None:
    """Nothing is told of any of them."""
    assert told(*overrides) == []


@pytest.mark.parametrize(
    ("file", "ignored", "overrides"),
    [
        ("modules/processing/main.tf", "ignore_changes = [desired_count]", TASKS),
        ("modules/cache/main.tf", "ignore_changes = [replicas_per_node_group]", CACHE),
    ],
)
def test_terraform_leaves_the_number_to_the_load(file: str, ignored: str, overrides: tuple[str, ...]) -> None:
    """Where something scales, an apply does not put its number back; where nothing does, the spec has the say."""
    assert BUILD
    for given in (overrides, ()):
        texts = {each.path: each.text for each in BUILD.environment("dev", given).files}
        assert (ignored in texts[file]) is bool(given)
