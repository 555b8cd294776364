"""A provider's source means the same however it is written."""

import pytest

from tfgen.providers.addresses import DATA, provider_source

HOST = (DATA / "addresses.json").read_text().split('"')[3]


@pytest.mark.parametrize("text", ["hashicorp/aws", "aws", "HashiCorp/AWS", f"{HOST}/hashicorp/aws"])
def test_spellings_of_one_provider_are_one(text: str) -> None:
    """The default host and namespace may be left out, and case does not count."""
    assert provider_source(text) == "hashicorp/aws"


@pytest.mark.parametrize("text", ["terraform.io/builtin/terraform", "example.com:8443/a-b/c_d"])
def test_other_hosts_stay(text: str) -> None:
    """They make another provider of it."""
    assert provider_source(text) == text


@pytest.mark.parametrize("text", ["", "a/b/c/d", "../aws", "a//b", "-a/b", "hashicorp/", "a b", "a/..", "a/b\n"])
def test_what_is_no_source_is_none(text: str) -> None:
    """Nor can it lead out of the cache's folder."""
    assert provider_source(text) is None
