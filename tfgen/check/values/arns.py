"""The rule on ARNs, names of the form `arn:partition:service:region:account:resource`.

The form: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html
"""

from tfgen.check.values.text import MAX_MATCHED, Rule, matches

_PARTS = 6


def arn(value: str, rule: Rule) -> str | None:
    """Refuse what is no ARN, with parts like `partition`, `region` and `account`; the empty one passes."""
    if value == "" or len(value) > MAX_MATCHED:
        return None
    parts = value.split(":", _PARTS - 1)
    if parts[0] != "arn":
        return "{quoted_key} ({value}) is an invalid ARN: arn: invalid prefix"
    if len(parts) < _PARTS:
        return "{quoted_key} ({value}) is an invalid ARN: arn: not enough sections"
    problem = _problem(parts, rule)
    return f"{{quoted_key}} ({{value}}) is an invalid ARN: {problem}" if problem else None


def _problem(parts: list[str], rule: Rule) -> str | None:
    _, partition, _, region, account, resource = parts
    if not partition:
        return "missing partition value"
    for part, text, name in (
        ("partition", partition, "partition"),
        ("region", region, "region"),
        ("account", account, "account ID"),
    ):
        if text and not matches(text, rule[part]):
            shown = rule[part].replace("{", "{{").replace("}", "}}")
            return f"invalid {name} value (expecting to match regular expression: {shown})"
    return None if resource else "missing resource value"
