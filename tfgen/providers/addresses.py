"""Provider sources in one spelling: `hashicorp/aws` for all that Terraform takes for the same provider."""

import functools
import json
import re
from pathlib import Path

# Beside the module, so that reading it costs no more than a file: importlib.resources takes 10 ms to import.
DATA = Path(__file__).parent / "data"

_PART = r"[0-9a-z](?:[0-9a-z_-]*[0-9a-z])?"
_SOURCE = re.compile(rf"(?:(?:([0-9a-z][0-9a-z.-]*(?::\d+)?)/)?({_PART})/)?({_PART})")


def provider_source(text: str) -> str | None:
    """Give the usual spelling of a provider's source: in small letters, without the default host; None if it is none.

    A lone name is one of the default namespace, as Terraform reads it:
    https://developer.hashicorp.com/terraform/language/providers/requirements#source-addresses
    """
    match = _SOURCE.fullmatch(text.lower())
    if match is None:
        return None
    default_host, default_namespace = _defaults()
    host, namespace, name = match[1], match[2] or default_namespace, match[3]
    return f"{namespace}/{name}" if host in {None, default_host} else f"{host}/{namespace}/{name}"


@functools.cache
def _defaults() -> tuple[str, str]:
    data = json.loads((DATA / "addresses.json").read_text("utf-8"))
    return data["default_host"], data["default_namespace"]
