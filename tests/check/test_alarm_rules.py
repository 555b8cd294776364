"""What the shipped pack refuses in a spec's alarms, and what it says."""

from pathlib import Path

import pytest

from tfgen.build import Build
from tfgen.project import Project

BUILD, _ = Build.open(Project(Path(__file__).parents[2]))
ON = ("alarms.enabled=true", "processing.container_insights=enabled")


def mistakes(*overrides: str) -> list[tuple[str, str]]:
    """Give the blamed places and the messages of the environment dev with these overrides."""
    assert BUILD
    found = BUILD.environment("dev", list(overrides)).diagnostics
    return [(str(diagnostic.subject), diagnostic.detail) for diagnostic in found]


def test_missing_tasks_cannot_be_told_without_container_insights() -> None:
    """Nobody is left to believe that a service without tasks is noticed; both remedies are named, and both help."""
    ((_, detail),) = mistakes("alarms.enabled=true")
    assert "Set it to enabled, or missing_tasks to null" in detail
    assert mistakes(*ON) == []
    assert mistakes("alarms.enabled=true", "alarms.thresholds.processing.missing_tasks=null") == []


def test_a_record_is_never_read_later_than_the_stream_keeps_it() -> None:
    """An alarm that could not come is refused, and told in the seconds that it is written in."""
    ((place, detail),) = mistakes(*ON, "alarms.thresholds.stream.iterator_age_seconds=86400")
    assert place == "--set alarms.thresholds.stream.iterator_age_seconds"
    assert "keeps a record for 86400 seconds" in detail
    assert mistakes(*ON, "alarms.thresholds.stream.iterator_age_seconds=86399") == []


@pytest.mark.parametrize(
    ("protocol", "wrong", "right"),
    [
        ("email", "plant", "plant@example.com"),
        ("email-json", "https://example.com", "plant@example.com"),
        ("https", "http://example.com/hook", "https://example.com/hook"),
        ("lambda", "notify", "arn:aws:lambda:eu-west-1:111122223333:function:notify"),
        ("sms", "030 1234567", "+49301234567"),
        ("sqs", "arn:aws:sns:eu-west-1:111122223333:alarms", "arn:aws:sqs:eu-west-1:111122223333:alarms"),
    ],
)
def test_an_endpoint_is_one_of_its_protocol(protocol: str, wrong: str, right: str) -> None:
    """A wrong endpoint is blamed with its protocol; the right one passes."""
    ((_, detail),) = mistakes(*ON, f"alarms.subscriptions=[{{protocol: {protocol}, endpoint: '{wrong}'}}]")
    assert f"By {protocol} nobody is told at {wrong}." in detail
    assert mistakes(*ON, f"alarms.subscriptions=[{{protocol: {protocol}, endpoint: '{right}'}}]") == []


@pytest.mark.parametrize(
    ("override", "words"),
    [
        ("alarms.subscriptions=[{protocol: pigeon, endpoint: loft}]", "email"),
        ("alarms.subscriptions=[{protocol: email}]", "endpoint"),
        ("alarms.minutes=0", "at least 1 minute"),
        ("alarms.thresholds.cache.memory_percent=101", "at most 100 percent"),
        ("alarms.thresholds.database.free_storage_gib=5", 'Did you mean "free_storage_percent"?'),
    ],
)
def test_what_is_no_alarm_is_told(override: str, words: str) -> None:
    """Bounds, names and what is missing are told as of any other field."""
    told = [detail for _, detail in mistakes(*ON, override)]
    assert any(words in detail for detail in told), told


@pytest.mark.parametrize(
    "overrides",
    [
        ("dashboard.enabled=true",),
        (*ON, "dashboard.enabled=true"),
        (*ON, "encryption.keys=customer"),
        (*ON, "encryption.components.topic=customer", "stream.mode=ON_DEMAND", "stream.shard_count=!unset"),
        (*ON, "alarms.error_patterns.python=Traceback"),
    ],
)
def test_every_switch_of_the_alarms_renders_what_the_checks_accept(overrides: tuple[str, ...]) -> None:
    """Nothing is told of any of them."""
    assert mistakes(*overrides) == []


@pytest.mark.parametrize(("overrides", "has_key"), [((), False), (ON, True)])
def test_the_topic_has_a_key_only_where_there_is_a_topic(overrides: tuple[str, ...], has_key: bool) -> None:
    """A key that encrypts nothing would cost something every month."""
    assert BUILD
    files = BUILD.environment("dev", ["encryption.keys=customer", *overrides]).files
    (root,) = [file.text for file in files if file.path == "main.tf"]
    assert ('"The topic"' in root) is has_key
