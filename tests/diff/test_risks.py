"""Which risks of a change are told, and which are not since they are not certain."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from tfgen.diff.changes import ArgumentChange, ArgumentPath, Change, Note, ResourceChange, Shown
from tfgen.diff.risks import DATA, GOING, JUDGES, notes_on
from tfgen.providers.catalogue import Catalogue
from tfgen.providers.schema import BlockSchema
from tfgen.values import Plain

# In place of a value: it is known after apply, or it is a secret.
OPEN = Shown("var.unknown", is_known=False)
SECRET = Shown("(sensitive value)", is_known=True, is_sensitive=True, value=True)
RULE = "aws_vpc_security_group_ingress_rule"
GROUP = "aws_security_group"
TCP = {("ip_protocol",): "tcp", ("from_port",): 80, ("to_port",): 443}
ALL = "0.0.0.0/0"
STATEMENT: Plain = {"Effect": "Allow", "Action": "s3:GetObject", "Resource": "*"}


def shown(value: Any) -> Shown | None:
    """Give a side of a change; None is an argument that is not there."""
    return value if value is None or isinstance(value, Shown) else Shown(str(value), is_known=True, value=value)


def change(
    type_: str, arguments: Mapping[ArgumentPath, tuple[Any, Any]], kind: Change = Change.UPDATE, certain: bool = True
) -> ResourceChange:
    """Give a change of a resource in a module."""
    changed = [ArgumentChange(path, shown(old), shown(new), certain) for path, (old, new) in arguments.items()]
    return ResourceChange(f"module.a.{type_}.main", kind, tuple(changed))


def told(found: tuple[Note, ...]) -> list[str]:
    """Give the rules' ids and the sentences of notes."""
    return [f"{note.rule}: {note.text}" for note in found]


VERSIONING: ArgumentPath = ("versioning_configuration", 0, "status")


@pytest.mark.parametrize(
    ("type_", "path", "old", "new", "expected"),
    [
        ("aws_db_instance", ("deletion_protection",), True, False, "The database can be deleted from now on."),
        ("aws_db_instance", ("deletion_protection",), True, None, "The database can be deleted from now on."),
        ("aws_db_instance", ("deletion_protection",), False, True, None),
        ("aws_db_instance", ("deletion_protection",), None, False, None),
        ("aws_db_instance", ("skip_final_snapshot",), None, True, "The database leaves no last snapshot"),
        ("aws_db_instance", ("multi_az",), True, None, None),
        ("aws_db_instance", ("multi_az",), True, OPEN, None),
        ("aws_db_instance", ("multi_az",), SECRET, False, None),
        ("aws_db_instance", ("backup_retention_period",), 7, 1, "kept 1 instead of 7 days"),
        ("aws_db_instance", ("backup_retention_period",), 1, 7, None),
        ("aws_db_instance", ("backup_retention_period",), 7, None, None),
        ("aws_db_instance", ("backup_retention_period",), True, False, None),
        ("aws_cloudwatch_log_group", ("retention_in_days",), 0, 30, "kept 30 instead of 0 days (0: forever)"),
        ("aws_cloudwatch_log_group", ("retention_in_days",), None, 30, "kept 30 instead of 0 days (0: forever)"),
        ("aws_cloudwatch_log_group", ("retention_in_days",), 30, 0, None),
        ("aws_cloudwatch_log_group", ("kms_key_id",), "arn", None, "no longer encrypted with the given KMS key"),
        ("aws_cloudwatch_log_group", ("kms_key_id",), "arn", "other", None),
        ("aws_cloudwatch_metric_alarm", ("actions_enabled",), None, False, "The alarm tells nobody any more."),
        ("aws_cloudwatch_metric_alarm", ("alarm_actions",), ["arn"], None, "nobody any more when it begins"),
        ("aws_s3_bucket_versioning", VERSIONING, "Enabled", "Suspended", "no older version"),
        ("aws_s3_bucket_versioning", VERSIONING, "Disabled", "Suspended", None),
        ("aws_lb_listener", ("protocol",), "HTTPS", "HTTP", "not encrypted"),
        ("aws_lb_listener", ("protocol",), "TCP", "UDP", None),
        ("aws_instance", ("metadata_options", 0, "http_tokens"), "required", "optional", "without a session token"),
        ("aws_instance", ("metadata_options", 0, "http_tokens"), None, "optional", None),
        ("aws_dynamodb_table", ("point_in_time_recovery",), [{"enabled": True}], None, "restored to a point in time"),
        ("aws_dynamodb_table", ("point_in_time_recovery", 0), {"enabled": True}, None, "restored to a point in time"),
        ("aws_dynamodb_table", ("point_in_time_recovery", 0), None, {"enabled": True}, None),
        (RULE, ("ip_protocol",), "tcp", "-1", "covers all protocols"),
        ("aws_iam_policy", ("policy", "Statement", 0, "Action"), "s3:GetObject", "*", "every action"),
        ("aws_iam_policy", ("policy", "Statement", 0, "Action", 1), "s3:GetObject", "*", "every action"),
        ("aws_iam_policy", ("policy", "Statement", 0, "Action"), ["*"], "*", None),
        ("aws_iam_policy", ("policy", "Statement", 0, "Sid"), "a", "*", None),
        ("aws_iam_policy", ("policy", "Statement", 1), None, STATEMENT, "every resource"),
        ("aws_s3_bucket_policy", ("policy", "Statement", 0, "Principal", "AWS"), "arn", "*", "every principal"),
        (RULE, ("cidr_ipv4",), "10.0.0.0/16", "10.0.0.0/8", "now lets traffic from 10.0.0.0/8 pass"),
        (RULE, ("cidr_ipv4",), "10.0.0.0/8", "10.0.0.0/16", "no longer lets all traffic from 10.0.0.0/8 pass"),
        (RULE, ("cidr_ipv4",), "10.0.0.0/8", "no network", None),
        (GROUP, ("ingress", 0, "cidr_blocks"), [ALL], [ALL, "10.0.0.0/8"], None),
        (GROUP, ("ingress", 0, "cidr_blocks"), ["10.0.0.0/8"], ["10.0.0.0/8", "2001:db8::/56"], "2001:db8::/56"),
        ("aws_no_type", ("a",), True, False, None),
    ],
)  # fmt: skip
def test_a_risk_is_told_where_both_values_are_known(
    type_: str, path: ArgumentPath, old: Any, new: Any, expected: str | None
) -> None:
    """Who switches off, shortens, removes or opens something reads so; who does the opposite reads nothing."""
    found = told(notes_on(change(type_, {path: (old, new)})))
    assert len(found) == (0 if expected is None else 1)
    assert expected is None or expected in found[0]


def test_a_rule_that_comes_to_hold_all_addresses_is_told_so() -> None:
    """In a new rule as in an old one; of a new one nothing else is told."""
    path: ArgumentPath = ("cidr_ipv4",)
    all_ = f"opened-to-all: The rule lets traffic from all addresses pass ({ALL})."
    assert told(notes_on(change(RULE, {path: (None, ALL)}, Change.CREATE))) == [all_]
    assert told(notes_on(change(RULE, {path: ("10.0.0.0/8", ALL)})))[0] == all_
    assert (
        told(notes_on(change(RULE, {path: (None, "10.0.0.0/8"), ("ip_protocol",): (None, "-1")}, Change.CREATE))) == []
    )


def test_the_elements_of_a_list_are_judged_together() -> None:
    """A network that only moves within its list opens nothing, and none is judged beside one that is not known."""
    first, second = (("ingress", 0, "cidr_blocks", number) for number in (0, 1))
    moved: Mapping[ArgumentPath, tuple[Any, Any]] = {
        first: ("10.0.0.0/16", "10.1.0.0/16"),
        second: ("10.1.0.0/16", "10.0.0.0/16"),
    }
    assert notes_on(change(GROUP, moved)) == ()
    assert notes_on(change(GROUP, {first: ("10.0.0.0/16", "10.1.0.0/16"), second: ("10.1.0.0/16", OPEN)})) == ()
    gone = "rule-narrowed: A rule on incoming traffic no longer lets all traffic from 10.1.0.0/16 pass."
    assert told(notes_on(change(GROUP, {second: ("10.1.0.0/16", None)}))) == [gone]


def test_a_network_is_held_by_others_that_make_it_up() -> None:
    """Two halves let in what the whole does, and addresses of one version say nothing of the other."""
    halves = ["10.0.0.0/9", "10.128.0.0/9"]
    assert notes_on(change(GROUP, {("ingress", 0, "cidr_blocks"): (["10.0.0.0/8"], halves)})) == ()
    found = told(notes_on(change(RULE, {("cidr_ipv6",): ("2001:db8::/56", "2001:db8::/48")})))
    assert found == ["rule-widened: The rule now lets traffic from 2001:db8::/48 pass."]


@pytest.mark.parametrize(
    ("ports", "kept", "expected"),
    [
        ({"from_port": (80, 22)}, TCP, ["now covers the ports 22-79"]),
        ({"to_port": (443, 80)}, TCP, ["no longer covers the ports 81-443"]),
        ({"from_port": (80, 0), "to_port": (443, 65535)}, TCP, ["now covers the ports 0-79 and 444-65535"]),
        ({"from_port": (1, 2), "to_port": (1, 2)}, TCP, ["now covers the ports 2", "no longer covers the ports 1"]),
        ({"from_port": (9, 1), "to_port": (9, 1)}, TCP, ["now covers the ports 1", "no longer covers the ports 9"]),
        ({"from_port": (8, 0)}, {**TCP, ("ip_protocol",): "icmp"}, []),
        ({"from_port": (80, 22)}, {("ip_protocol",): "tcp"}, []),
        ({"from_port": (80, 22)}, {}, []),
        ({"from_port": (80, OPEN)}, TCP, []),
    ],
)  # fmt: skip
def test_ports_are_told_where_the_protocol_has_them(
    ports: Mapping[str, tuple[Any, Any]], kept: Mapping[ArgumentPath, Plain], expected: list[str]
) -> None:
    """What ICMP means by these arguments are no ports, and one end alone says nothing."""
    given = change(RULE, {(name,): sides for name, sides in ports.items()})
    assert [note.text for note in notes_on(given, kept)] == [f"The rule {text}." for text in expected]


def test_the_ports_of_a_block_go_with_the_protocol_of_that_block() -> None:
    """A group's rules are judged one by one."""
    kept: Mapping[ArgumentPath, Plain] = {
        ("ingress", 0, "protocol"): "icmp", ("ingress", 0, "to_port"): 0,
        ("ingress", 1, "protocol"): "tcp", ("ingress", 1, "to_port"): 90,
    }  # fmt: skip
    given = change(GROUP, {("ingress", number, "from_port"): (80, 70) for number in (0, 1)})
    assert told(notes_on(given, kept)) == ["rule-widened: A rule on incoming traffic now covers the ports 70-79."]


def test_what_holds_data_is_told_when_it_is_deleted_or_replaced() -> None:
    """And its other changes are told with a replacement, not with a deletion."""
    off: Mapping[ArgumentPath, tuple[Any, Any]] = {("deletion_protection",): (True, False)}
    lost = "data-lost: The database is deleted, and its data with it; what is left are snapshots, if any were taken."
    off_note = "protection-off: The database can be deleted from now on."
    assert told(notes_on(change("aws_db_instance", off, Change.DELETE))) == [lost]
    assert told(notes_on(change("aws_db_instance", off, Change.REPLACE))) == [lost, off_note]
    assert notes_on(change("aws_db_instance", {}, Change.FORGET)) == ()


def test_what_protects_is_missed_only_where_nothing_takes_its_place() -> None:
    """A flow log that is made anew logs on; a stream's records do not come back."""
    log, stream = "aws_flow_log", "aws_kinesis_stream"
    assert [note.rule for note in notes_on(change(log, {}, Change.DELETE))] == ["logging-off"]
    assert notes_on(change(log, {}, Change.REPLACE)) == ()
    assert [note.rule for note in notes_on(change(stream, {}, Change.REPLACE))] == ["data-lost"]


def test_what_may_change_is_no_certain_risk() -> None:
    """No note stands on a guess."""
    off: Mapping[ArgumentPath, tuple[Any, Any]] = {("deletion_protection",): (True, False)}
    assert notes_on(change("aws_db_instance", off, certain=False)) == ()
    maybe = ResourceChange("aws_db_instance.main", Change.REPLACE, is_certain=False)
    assert notes_on(maybe) == ()


@pytest.mark.parametrize("file", sorted(DATA.glob("*.json")), ids=lambda file: file.stem)
def test_each_rule_looks_at_an_argument_that_there_is(file: Path) -> None:
    """A rule with a mistyped path, or one that takes a default for what the provider keeps, would mislead silently."""
    schema = Catalogue(Path("no cache")).resource("hashicorp/aws", file.stem)
    for rule in json.loads(file.read_text("utf-8")):
        assert rule["kind"] in {*JUDGES, *GOING}
        assert rule["source"].startswith(("https://docs.aws.amazon.com/", "hashicorp/aws 5.100.0, docs/resources/"))
        if schema and rule.get("at"):
            computed = is_computed(schema, rule["at"])
            assert not (computed and ("absent" in rule or rule["kind"] == "removed")), rule


def is_computed(schema: BlockSchema, path: str) -> bool:
    """Tell whether the provider keeps an argument that is given no longer."""
    name, _, rest = path.partition(".")
    if name in schema.blocks:
        return bool(rest) and is_computed(schema.blocks[name].block, rest)
    attribute = schema.attributes[name]
    assert not rest or rest in attribute.type[1][1]
    return attribute.computed and not rest
