"""`.terraform.lock.hcl`: which version of each provider `terraform init` chose for a folder."""

import re
from pathlib import Path

from tfgen.providers.addresses import provider_source
from tfgen.providers.versions import Version, parse_version

LOCK_FILE = ".terraform.lock.hcl"
# Terraform writes this file itself, always in this form: a block a provider, its version first.
_PROVIDER = re.compile(r'^provider "([^"\n]+)" \{\n\s*version\s*=\s*"([^"\n]+)"$', re.MULTILINE)


def locked_versions(folder: Path) -> dict[str, Version]:
    """Give the versions that a folder is locked to, by the provider's source; none where it has no lock file."""
    try:
        text = (folder / LOCK_FILE).read_text("utf-8", errors="replace")
    except OSError:
        return {}
    found = [(provider_source(match[1]), parse_version(match[2])) for match in _PROVIDER.finditer(text)]
    return {source: version for source, version in found if source and version}
