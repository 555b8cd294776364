"""What the rules say of values, and what they leave alone because it is not known."""

import pytest

from tests.check.values.support import at, block, check, told
from tfgen.check.values.config import UNKNOWN, ConfigBlock, ConfigValue
from tfgen.check.values.documents import json_document, policy_document
from tfgen.check.values.network import cidr, cidr_network, ip, parse_cidr
from tfgen.check.values.numbers import item_count
from tfgen.check.values.rules import check_values
from tfgen.check.values.shapes import json_objects
from tfgen.check.values.text import MAX_MATCHED, pattern
from tfgen.check.values.times import rfc3339

SHAPE = {"fields": {"name": "string", "labels": {"*": "string"}, "sizes": ["whole"]}, "says_of": "Bad list: "}


def test_a_word_that_the_provider_does_not_know_comes_with_the_nearest() -> None:
    """Who mistypes a launch type reads the provider's words and which one was meant."""
    given = block({"launch_type": "FARGAT"})
    summary = 'expected launch_type to be one of ["EC2" "FARGATE" "EXTERNAL"], got FARGAT'
    assert told("aws_ecs_service", given) == [(2, summary, 'Did you mean "FARGATE"?')]


def test_a_network_that_is_none_comes_with_the_right_one() -> None:
    """Who gives a host's address for a network reads which network that is in."""
    given = block({"vpc_id": "vpc-1", "cidr_block": "10.0.0.1/16"})
    summary = '"10.0.0.1/16" is not a valid IPv4 CIDR block; did you mean "10.0.0.0/16"?'
    assert told("aws_subnet", given) == [(3, summary, "")]


def test_what_a_dynamic_block_may_make_is_not_judged_where_each_value_is() -> None:
    """Also in a type that looks at values one by one, its other blocks are judged."""
    made = ConfigBlock({"status": ConfigValue("nothing", at(3))}, {}, at(2), is_dynamic=True)
    written = ConfigBlock({"status": ConfigValue("nothing", at(5))}, {}, at(4))
    given = block({"bucket": "a"}, {"rule": [made, written]})
    assert [line for line, *_ in told("aws_s3_bucket_lifecycle_configuration", given)] == [5]


@pytest.mark.parametrize("value", [None, UNKNOWN])
def test_what_is_null_or_not_known_is_not_judged(value: object) -> None:
    """A variable's value is nobody's mistake before it is given."""
    assert check("aws_ecs_service", block({"launch_type": value})) == []


def test_a_list_with_an_element_that_is_not_known_is_not_judged() -> None:
    """The provider looks at no element of such a list, so neither does tfgen."""
    assert check("aws_lambda_function", block({"image_uri": "x", "layers": [UNKNOWN, "bad"]})) == []


def test_an_element_is_told_at_its_own_line() -> None:
    """In a list over several lines the bad element is pointed at; null elements are passed over."""
    layers = ConfigValue([None, "bad"], at(2), {1: at(4)})
    given = ConfigBlock({"image_uri": ConfigValue("x", at(1)), "layers": layers}, {}, at(1))
    summary = '"layers.1" (bad) is an invalid ARN: arn: invalid prefix'
    assert told("aws_lambda_function", given) == [(4, summary, "")]


def test_blocks_of_unknown_number_are_not_judged() -> None:
    """What a dynamic block makes of a variable is not known, in rules on values and on groups."""
    inner = ConfigBlock({"stream_mode": ConfigValue("nothing", at(3))}, {}, at(2), is_dynamic=True)
    assert check("aws_kinesis_stream", block({}, {"stream_mode_details": [inner]})) == []
    template = ConfigBlock({"id": ConfigValue("lt-1", at(3))}, {}, at(2), is_dynamic=True)
    assert check("aws_instance", block({}, {"launch_template": [template]})) == []
    encryption = ConfigBlock({"core_count": ConfigValue(1, at(3))}, {}, at(2), is_dynamic=True)
    given = block({"ami": "a", "instance_type": "t", "cpu_core_count": 1}, {"cpu_options": [encryption]})
    assert check("aws_instance", given) == []


def test_an_object_that_stands_for_a_block_is_told_at_its_argument() -> None:
    """Rules of a security group written as an argument are judged like blocks."""
    rule = {"cidr_blocks": ["10.0.0.1/8"], "from_port": 1, "to_port": 2, "protocol": "tcp"}
    found = told("aws_security_group", block({"name": "a", "ingress": [rule]}))
    assert [line for line, _, _ in found] == [3]


def test_blocks_of_a_name_are_judged_once_all_in_them_is_known() -> None:
    """Terraform's plugin SDK leaves them be while one value of one of them is open, its plugin framework does not."""
    broken = ConfigBlock({"effect": ConfigValue("allow", at(3))}, {}, at(2))
    unsettled = ConfigBlock({"sid": ConfigValue(UNKNOWN, at(5))}, {}, at(4))
    assert len(check("aws_iam_policy_document", block({}, {"statement": [broken]}), "data")) == 1
    assert check("aws_iam_policy_document", block({}, {"statement": [broken, unsettled]}), "data") == []
    rule = ConfigBlock({"status": ConfigValue("On", at(3)), "id": ConfigValue(UNKNOWN, at(4))}, {}, at(2))
    assert len(check("aws_s3_bucket_lifecycle_configuration", block({}, {"rule": [rule]}))) == 1


def test_a_map_with_a_value_that_is_not_known_breaks_no_group() -> None:
    """A conflict with what may turn out to be null is none."""
    given = block({"dimensions": {"a": UNKNOWN}, "alarm_name": "a", "period": UNKNOWN})
    assert check("aws_cloudwatch_metric_alarm", given) == []


def test_types_and_providers_without_rules_are_left_alone() -> None:
    """No rules, no complaint; and a name from a configuration leads to no other file."""
    assert list(check_values("resource", "aws_nothing", "hashicorp/aws", block({"a": "b"}))) == []
    assert list(check_values("resource", "../aws/aws_vpc", "hashicorp/aws", block({"cidr_block": "b"}))) == []
    assert list(check_values("resource", "aws_vpc", "../hashicorp", block({"cidr_block": "b"}))) == []


@pytest.mark.parametrize(
    ("value", "says"),
    [
        ("arn:AWS:s3:::b", "invalid partition value"),
        ("arn::s3:::b", "missing partition value"),
        ("arn:aws:s3:bad:123456789012:x", "invalid region value"),
        ("arn:aws:s3:eu-central-1:12:x", "invalid account ID value"),
        ("arn:aws:s3:::", "missing resource value"),
    ],
)
def test_each_part_of_an_arn_is_judged(value: str, says: str) -> None:
    """Who mistypes a part of an ARN reads which."""
    (found,) = check("aws_iam_role_policy_attachment", block({"policy_arn": value}))
    assert says in found.summary


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "unexpected end of JSON input"),
        ('{"a" 1}', "invalid character '1' after object key"),
        ('{"a": 1,}', "invalid character '}' looking for beginning of object key string"),
        ("{} x", "invalid character 'x' after top-level value"),
        ('{"a": NaN}', "invalid character 'N' looking for beginning of value"),
        ('{"a": "b', "unexpected end of JSON input"),
        ('"\\q"', "in string literal"),
    ],
)
def test_broken_json_is_told_in_the_words_of_its_reader(text: str, reason: str) -> None:
    """Who breaks a JSON document reads what stands in the wrong place."""
    assert reason in str(json_document(text, {})).replace("}}", "}")


def test_json_that_is_nested_out_of_all_reason_is_left_alone() -> None:
    """No depth of brackets ends in a traceback."""
    assert json_document("[" * 200_000 + "]" * 200_000, {}) is None
    assert json_objects("[" * 200_000 + "]" * 200_000, SHAPE) is None


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ('"x"', "a JSON-encoded string, not a JSON-encoded object"),
        ("x", "not a JSON object"),
        ('{"S": [{"a": 1, "a": 2}]}', 'duplicate key "S.0.a"'),
        ('{"S": {"a": 1, "a": 2}}', 'duplicate key "S.a"'),
    ],
)
def test_a_policy_is_one_object_without_duplicates(text: str, reason: str) -> None:
    """Who encodes a policy twice, or gives a key twice, reads so."""
    assert reason in str(policy_document(text, {}))
    assert policy_document('{"S": [{"a": 1}, 2]}', {}) is None


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ('[{"NAME": "a", "labels": {"b": "c"}, "sizes": [1], "else": {}}]', None),
        ('[{"name": "a", "labels": null}]', None),
        (" ", None),
        ("null", None),
        ('[{"name": true}]', "cannot unmarshal bool into name"),
        ('[{"name": "a", "labels": {"b": 1}}]', "cannot unmarshal number into labels.b"),
        ('[{"sizes": [1.5]}]', "cannot unmarshal number into sizes"),
        ('[{"sizes": {}}]', "cannot unmarshal object into sizes"),
        ("[null]", "invalid container definition supplied at index (0)"),
    ],
)
def test_a_list_of_objects_is_read_as_the_provider_reads_it(text: str, reason: str | None) -> None:
    """Who gives a string for a number in a container's definition reads where."""
    found = json_objects(text, SHAPE)
    assert found is None if reason is None else reason in str(found)


@pytest.mark.parametrize(
    ("value", "reason"),
    [
        ("2030-02-31T00:00:00Z", "day out of range"),
        ("2030-02-01T00:00:00Z x", "extra text"),
        ("2030-13-01T00:00:00Z", 'as ""01""'),
        ("2030-02-01T00:00:00.5+02:00", None),
    ],
)
def test_a_time_is_one_of_the_calendar(value: str, reason: str | None) -> None:
    """The 31st of February is no day."""
    found = rfc3339(value, {})
    assert found is None if reason is None else reason.replace('""', '"') in str(found)


def test_networks_are_read_as_go_reads_them() -> None:
    """Zeros in front, zones and words are no networks; each kind of rule says so in its way."""
    assert [parse_cidr(text) for text in ("10.0.0.0", "fe80::%a/64", "10.0.0.0/x", "10.0.0.0/33")] == [None] * 4
    assert "is not a valid IPv6 CIDR block" in str(cidr_network("10.0.0.0/8", {"version": 6}))
    assert "with between" in str(cidr("10.0.0.0/8", {"min": 16}))
    assert "expected 10.0.0.0/16" in str(cidr("10.0.0.0/016", {}))
    assert [bool(ip(text, {})) for text in ("fe80::1%a", "x", "10.0.0.1")] == [True, True, False]


def test_long_and_empty_texts_are_no_names() -> None:
    """An expression is not tried on a text of any length, and the empty one passes where the provider lets it."""
    assert pattern("!" * (MAX_MATCHED + 1), {"pattern": "^a$"}) is None
    assert pattern("", {"pattern": "^a$", "or_empty": True}) is None
    assert pattern("a\n", {"pattern": "^a$"}) is not None
    assert pattern("a$b", {"pattern": "\\$"}) is None
    assert json_document("", {"or_empty": True}) is None
    assert item_count(["a"], {"min": 1, "max": 2}) is None
