"""Kinesis: the tags of a new stream."""

from typing import Any

from moto.kinesis.responses import KinesisResponse

from tests.emulator.patching import Function, wrap


@wrap(KinesisResponse, "create_stream")
def create_stream(original: Function, self: KinesisResponse) -> Any:
    """`CreateStream` drops its tags: `default_tags` is planned for ever."""
    answer = original(self)
    self.kinesis_backend.add_tags_to_stream(None, self._get_param("StreamName"), self._get_param("Tags") or {})
    return answer
