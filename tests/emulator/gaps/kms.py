"""KMS: how often a key rotates."""

import json

from moto.kms.responses import KmsResponse

from tests.emulator.patching import Function, wrap


@wrap(KmsResponse, "enable_key_rotation")
def enable_key_rotation(original: Function, self: KmsResponse) -> str:
    """Forgets the period of a rotation: it is planned for ever."""
    answer: str = original(self)
    key = self.kms_backend.describe_key(self._get_param("KeyId"))
    vars(key)["rotation_period"] = self._get_param("RotationPeriodInDays", 365)
    return answer


@wrap(KmsResponse, "get_key_rotation_status")
def get_key_rotation_status(original: Function, self: KmsResponse) -> str:
    """Never answers the period of a rotation: it is planned for ever."""
    answer: str = original(self)
    key = self.kms_backend.describe_key(self._get_param("KeyId"))
    return json.dumps(json.loads(answer) | {"RotationPeriodInDays": vars(key).get("rotation_period")})
