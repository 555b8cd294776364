"""ECS: what moto forgets of a new service."""

from typing import Any

from moto.core.utils import camelcase_to_underscores
from moto.ecs.responses import EC2ContainerServiceResponse

from tests.emulator.patching import Function, wrap

# Arguments of CreateService that DescribeServices answers in AWS and moto drops; UpdateService keeps them.
FORGOTTEN = (
    "availabilityZoneRebalancing",
    "deploymentConfiguration",
    "enableECSManagedTags",
    "enableExecuteCommand",
    "healthCheckGracePeriodSeconds",
)


@wrap(EC2ContainerServiceResponse, "create_service")
def create_service(original: Function, self: EC2ContainerServiceResponse) -> Any:
    """`CreateService` drops AZ rebalancing, deployment settings and managed tags: some are then planned for ever."""
    answer = original(self)
    for argument in FORGOTTEN:
        if (value := self._get_param(argument)) is not None:
            setattr(answer.result["service"], camelcase_to_underscores(argument), value)
    return answer
