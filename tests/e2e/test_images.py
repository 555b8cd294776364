"""The repository of the tasks' images, where the environment makes it."""

import json

from tests.e2e.deployment import Deployment
from tests.e2e.expected import Expected
from tests.e2e.test_encryption import key_arns


def test_images_are_scanned_encrypted_and_never_change(deployment: Deployment, expected: Expected) -> None:
    """A tag stays what it is, each push is scanned, and the newest hundred images are kept."""
    repositories = deployment.account.list("ecr", "describe_repositories", "repositories")
    assert len(repositories) == (1 if expected.image_repository else 0)
    for repository in repositories:
        assert repository["repositoryName"] == "iot-sensor-processor"
        assert repository["imageTagMutability"] == "IMMUTABLE"
        assert repository["imageScanningConfiguration"] == {"scanOnPush": True}
        key = key_arns(deployment)["images"]
        assert repository["encryptionConfiguration"] == {"encryptionType": "KMS", "kmsKey": key}
        ecr = deployment.account.client("ecr")
        text = ecr.get_lifecycle_policy(repositoryName=repository["repositoryName"])["lifecyclePolicyText"]
        (rule,) = json.loads(text)["rules"]
        assert (rule["selection"]["countType"], rule["selection"]["countNumber"]) == ("imageCountMoreThan", 100)
