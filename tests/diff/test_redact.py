"""What is sensitive is taken out before any format sees it."""

from msgspec.structs import replace

from tests.diff.made import SPEC, TEMPLATE, argument, environment, known
from tfgen.diff.changes import ArgumentChange, Cause, Change, ResourceChange, Shown
from tfgen.diff.redact import redacted
from tfgen.source import line_range

SECRET = Cause(line_range("environments/prod.yaml", 12, "password: hunter2"), "password: hunter2")
PASSWORD = ArgumentChange(
    ("password",), None, Shown("hunter2", is_known=True, is_sensitive=True, value="hunter2"), causes=(SECRET,)
)


def test_no_sensitive_value_is_left_nor_the_line_that_holds_it() -> None:
    """Not in another argument's causes either, nor in those of the resource."""
    name = argument("name", "a", "b", SECRET, SPEC)
    resource = ResourceChange("aws_db_instance.main", Change.CREATE, (PASSWORD, name), causes=(SECRET, TEMPLATE))
    difference = redacted(environment("prod", resource, outputs=(("password", PASSWORD),)))
    assert "hunter2" not in repr(difference)
    hidden, plain = difference.resources[0].arguments
    assert hidden.after == Shown("(sensitive value)", is_known=True, is_sensitive=True)
    assert [cause.code for cause in plain.causes] == ["(sensitive value)", SPEC.code]
    assert difference.resources[0].causes == (replace(SECRET, code="(sensitive value)"), TEMPLATE)


def test_a_value_that_becomes_sensitive_was_a_secret_before() -> None:
    """Both sides are hidden where one is."""
    change = replace(PASSWORD, before=known("hunter1"))
    difference = redacted(environment("prod", outputs=(("password", change),)))
    assert "hunter" not in repr(difference)


def test_what_is_not_sensitive_stays() -> None:
    """With its causes."""
    difference = environment("prod", ResourceChange("a.b", Change.UPDATE, (argument("name", "a", "b", SPEC),)))
    assert redacted(difference) == difference
