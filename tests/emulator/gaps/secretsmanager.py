"""Secrets Manager: rotation by a schedule, and the rotation of secrets that another service manages."""

from typing import Any

from moto.secretsmanager.models import FakeSecret, SecretsManagerBackend

from tests.emulator.patching import Function, wrap


@wrap(SecretsManagerBackend, "rotate_secret")
def rotate_secret(original: Function, self: SecretsManagerBackend, secret_id: str, **request: Any) -> str:
    """Knows no schedule, and runs the function's code even where rotation waits for it. Here it is only noted."""
    if request.get("rotate_immediately", True):
        answer: str = original(self, secret_id=secret_id, **request)
        return answer
    secret = self.secrets[secret_id]
    secret.rotation_requested = secret.rotation_enabled = True
    secret.rotation_lambda_arn = request.get("rotation_lambda_arn") or ""
    vars(secret)["rotation_rules"] = request.get("rotation_rules")
    return str(secret.to_short_dict())


@wrap(SecretsManagerBackend, "cancel_rotate_secret")
def cancel_rotate_secret(original: Function, self: SecretsManagerBackend, secret_id: str) -> str:
    """Refuses to end the rotation of a secret without a function, as RDS keeps: it cannot be destroyed."""
    secret = self.secrets[secret_id]
    if secret.rotation_lambda_arn or not secret.owning_service:
        answer: str = original(self, secret_id)
        return answer
    secret.rotation_enabled = False
    return str(secret.to_short_dict())


@wrap(FakeSecret, "to_dict")
def to_dict(original: Function, self: FakeSecret) -> dict[str, Any]:
    """`DescribeSecret` answers no schedule of a rotation: it is planned for ever."""
    described: dict[str, Any] = original(self)
    if rules := vars(self).get("rotation_rules"):
        described["RotationRules"] = rules
    return described
