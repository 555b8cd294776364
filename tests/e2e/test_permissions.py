"""Every permission that an environment gives, listed under permitted/: a change of one is seen in review."""

import os
import re
from pathlib import Path

from tests.e2e.deployment import Deployment
from tests.e2e.permissions import listed

LISTS = Path(__file__).parent / "permitted"
# Actions that IAM cannot limit to a resource, by the tables of the Service Authorization Reference:
# https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonelasticcontainerregistry.html
# https://docs.aws.amazon.com/service-authorization/latest/reference/list_awssecretsmanager.html
WITHOUT_RESOURCE = {"ecr:GetAuthorizationToken", "secretsmanager:GetRandomPassword"}
# In these policies the resource is what they belong to.
OF_ONE_RESOURCE = ("key for ", "topic ")


def test_every_permission_is_listed(deployment: Deployment) -> None:
    """What the account holds is the list; with TFGEN_GOLDEN=write it becomes the list."""
    path = LISTS / f"{deployment.name}.txt"
    found = listed(deployment)
    if os.environ.get("TFGEN_GOLDEN") == "write":
        path.write_text(found, "utf-8")
    assert found == path.read_text("utf-8")


def test_only_actions_that_know_no_resource_are_on_everything(deployment: Deployment) -> None:
    """No other statement says `*`, and no action but those on a key by its own account has a `*` in its name."""
    for line in listed(deployment).splitlines():
        if line.startswith(OF_ONE_RESOURCE):
            continue
        found = re.search(r": Allow (\S+)(?: on (.*?))?(?: by | if |$)", line)
        assert found, line
        assert "*" not in found[1], line
        assert found[2] != "*" or found[1] in WITHOUT_RESOURCE, line
