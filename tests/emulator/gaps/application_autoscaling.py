"""Application Auto Scaling: the tags of scalable targets, and replication groups of ElastiCache as targets."""

import json
from typing import Any

from moto.applicationautoscaling.models import ApplicationAutoscalingBackend, FakeScalableTarget
from moto.applicationautoscaling.responses import ApplicationAutoScalingResponse
from moto.utilities.tagging_service import TaggingService

from tests.emulator.patching import Function, add, wrap

ELASTICACHE = "elasticache"


def tagger(response: ApplicationAutoScalingResponse) -> TaggingService:
    """Return the tags of the account and region that `response` serves, kept beside moto's own data."""
    kept: TaggingService = vars(response.applicationautoscaling_backend).setdefault("extension_tags", TaggingService())
    return kept


@wrap(ApplicationAutoScalingResponse, "_validate_params")
def validate_params(original: Function, self: ApplicationAutoScalingResponse) -> None:
    """Every operation takes `elasticache` for no service: the target of a replication group cannot be read."""
    if self._get_param("ServiceNamespace") != ELASTICACHE:
        original(self)


@wrap(ApplicationAutoscalingBackend, "register_scalable_target")
def keep_scalable_target(
    original: Function, self: ApplicationAutoscalingBackend, namespace: str, r_id: str, dimension: str, **bounds: Any
) -> FakeScalableTarget:
    """`RegisterScalableTarget` refuses replication groups of ElastiCache: their target cannot be created."""
    if namespace != ELASTICACHE:
        known: FakeScalableTarget = original(self, namespace, r_id, dimension, **bounds)
        return known
    self._add_scalable_target(FakeScalableTarget(self, namespace, r_id, dimension, **bounds))
    kept = self.targets[dimension][r_id]
    kept.update(bounds["min_capacity"], bounds["max_capacity"], bounds["suspended_state"])
    return kept


@wrap(ApplicationAutoScalingResponse, "register_scalable_target")
def register_scalable_target(original: Function, self: ApplicationAutoScalingResponse) -> str:
    """`RegisterScalableTarget` drops its tags: `default_tags` is planned for ever."""
    answer: str = original(self)
    tags = TaggingService.convert_dict_to_tags_input(self._get_param("Tags"))
    tagger(self).tag_resource(json.loads(answer)["ScalableTargetARN"], tags)
    return answer


@add(ApplicationAutoScalingResponse, "list_tags_for_resource")
def list_tags_for_resource(self: ApplicationAutoScalingResponse) -> str:
    """`ListTagsForResource` is missing: `aws_appautoscaling_target` fails right after it is created."""
    return json.dumps({"Tags": tagger(self).get_tag_dict_for_resource(self._get_param("ResourceARN"))})


@add(ApplicationAutoScalingResponse, "tag_resource")
def tag_resource(self: ApplicationAutoScalingResponse) -> str:
    """`TagResource` is missing: a changed tag of `aws_appautoscaling_target` cannot be applied."""
    tags = TaggingService.convert_dict_to_tags_input(self._get_param("Tags"))
    tagger(self).tag_resource(self._get_param("ResourceARN"), tags)
    return "{}"


@add(ApplicationAutoScalingResponse, "untag_resource")
def untag_resource(self: ApplicationAutoScalingResponse) -> str:
    """`UntagResource` is missing: a tag taken from `aws_appautoscaling_target` cannot be applied."""
    tagger(self).untag_resource_using_names(self._get_param("ResourceARN"), self._get_param("TagKeys"))
    return "{}"
