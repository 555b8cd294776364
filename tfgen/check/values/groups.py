"""Rules on which arguments go together.

An argument whose value is not known may yet turn out to be set or not, so it breaks no rule
that one of both would keep.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from tfgen.check.values.config import ConfigBlock
from tfgen.check.values.paths import Presence, is_there, presence

Judge = Callable[[ConfigBlock, str, Presence, Sequence[str]], str | None]


def required(_: ConfigBlock, __: str, mine: Presence, ___: Sequence[str]) -> str | None:
    """Refuse what lacks a value."""
    if mine is not Presence.UNSET:
        return None
    return "Missing required argument\nThe argument {quoted_key} is required, but no definition was found."


def never(_: ConfigBlock, __: str, mine: Presence, ___: Sequence[str]) -> str | None:
    """Refuse what is set at all, although the schema has it."""
    return "Invalid or unknown key" if mine is Presence.SET else None


def conflicts_with(block: ConfigBlock, _: str, mine: Presence, others: Sequence[str]) -> str | None:
    """Refuse what is set beside one of the others."""
    if mine is not Presence.SET:
        return None
    other = next((other for other in others if is_there(block, other)), None)
    return other and f"Conflicting configuration arguments\n{{quoted_key}}: conflicts with {flat(other)}"


def exactly_one_of(block: ConfigBlock, at: str, _: Presence, others: Sequence[str]) -> str | None:
    """Refuse a group of which none is set, or more than one."""
    group = _group(at, others)
    states = {path: presence(block, path) for path in group}
    present = [path for path, state in states.items() if state is Presence.SET]
    summary = "Invalid combination of arguments\n{quoted_key}: "
    if len(present) > 1:
        return f"{summary}only one of `{_names(group)}` can be specified, but `{_names(present)}` were specified."
    if present or Presence.UNKNOWN in states.values():
        return None
    return f"{summary}one of `{_names(group)}` must be specified"


def exactly_one_configured(block: ConfigBlock, at: str, _: Presence, others: Sequence[str]) -> str | None:
    """Refuse as `exactly_one_of` does, in the words of the plugin framework: once, at the first that is set."""
    group = [at, *others]
    states = [presence(block, path) for path in group]
    detail = f"Exactly one of these attributes must be configured: [{','.join(group)}]"
    if states.count(Presence.SET) > 1:
        return f"Invalid Attribute Combination\n{detail}"
    return f"Missing Attribute Configuration\n{detail}" if set(states) == {Presence.UNSET} else None


def first_set(block: ConfigBlock, rule: Mapping[str, Any]) -> str | None:
    """Give the first of a group that is set, if a rule's message has its place."""
    if rule["rule"] != "exactly_one_configured":
        return None
    return next((path for path in (rule["at"], *rule["with"]) if presence(block, path) is Presence.SET), None)


def at_least_one_of(block: ConfigBlock, at: str, _: Presence, others: Sequence[str]) -> str | None:
    """Refuse a group of which none is set."""
    group = _group(at, others)
    if any(presence(block, path) is not Presence.UNSET for path in group):
        return None
    return f"Missing required argument\n{{quoted_key}}: one of `{_names(group)}` must be specified"


def required_with(block: ConfigBlock, at: str, mine: Presence, others: Sequence[str]) -> str | None:
    """Refuse what is set without the others, even if its value is not known: so does the provider."""
    group = _group(at, others)
    if mine is Presence.UNSET or all(presence(block, path) is not Presence.UNSET for path in group):
        return None
    return f"Missing required argument\n{{quoted_key}}: all of `{_names(group)}` must be specified"


def flat(path: str) -> str:
    """Give a path as the provider's messages have it: in the first block of each name."""
    return path.replace(".", ".0.")


def _group(at: str, others: Sequence[str]) -> list[str]:
    return sorted({at, *others}, key=flat)


def _names(paths: Sequence[str]) -> str:
    return ",".join(map(flat, paths))


JUDGES: Mapping[str, Judge] = {
    "at_least_one_of": at_least_one_of,
    "conflicts_with": conflicts_with,
    "exactly_one_configured": exactly_one_configured,
    "exactly_one_of": exactly_one_of,
    "never": never,
    "required": required,
    "required_with": required_with,
}
