"""IAM: what a condition does to a statement that denies."""

from typing import Any

from moto.iam.access_control import IAMPolicyStatement, PermissionResult

from tests.emulator.patching import Function, wrap


@wrap(IAMPolicyStatement, "is_action_permitted")
def is_action_permitted(original: Function, self: IAMPolicyStatement, *arguments: Any, **options: Any) -> Any:
    """A Deny with a condition denies what the condition spares: a bucket that wants TLS would answer nobody."""
    if self._statement["Effect"] == "Deny" and "Condition" in self._statement:
        return PermissionResult.NEUTRAL
    return original(self, *arguments, **options)
