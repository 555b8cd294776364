"""Application Auto Scaling: the tags of scalable targets."""

import json

from moto.applicationautoscaling.responses import ApplicationAutoScalingResponse
from moto.utilities.tagging_service import TaggingService

from tests.emulator.patching import Function, add, wrap


def tagger(response: ApplicationAutoScalingResponse) -> TaggingService:
    """Return the tags of the account and region that `response` serves, kept beside moto's own data."""
    kept: TaggingService = vars(response.applicationautoscaling_backend).setdefault("extension_tags", TaggingService())
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
