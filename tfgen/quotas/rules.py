"""The rules by which quotas are counted: data, one file a service, in data/<provider's source>/.

A file `<service>.toml` has the service's code and the address of the documentation that its numbers are from, and:

    [[quota]]   code, name, default, adjustable; `listed = false` where the code is tfgen's own name for it; `defaults`
                by region where they differ from the default; `scope` "account" for quotas of the whole account;
                `unit`; `per`, the name of what each has the quota of its own (`VPC`), which is the same in all
                environments where it is `shared`; a `source` of its own; a `note`
    held        the call that tells what an account holds: `service`, `operation` and `arguments` as boto3 has them;
                `items`, where the answer has what counts, each 1 or by its number `sum`; `action`, the IAM action
    count       the resource types that count: `type`; `when`, conditions that must all hold; `times`, factors whose
                product an instance counts, 1 without any; `within`, the path to what has the quota of its own;
                `at_least` where an instance may count more than that
    condition   `argument`, a path, `is` one of these, `every` one of several if it says so, or it is `set` or not;
                `absent` is what it is where it is not set
    factor      the largest of the numbers at the paths `of`, or the number of their `items`; `absent` where none is
                set; `plus` is added, then it is divided by `divide`; `raised` by what automatic scaling may raise it to
    raised      the number at `of` in instances of `type` `when` conditions hold and the text at `key` is `equals`, in
                which a path in braces is one of the counted resource

A path is names with dots, through nested blocks; `>` follows a reference to the resource that it is to:
`task_definition>cpu`. The file `provider.toml` is read by `tfgen.quotas.places`.
"""

import functools
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Literal

import msgspec
from msgspec import Struct, field

DATA = Path(__file__).parent / "data"
PROVIDER_FILE = "provider.toml"


class Condition(Struct, frozen=True, forbid_unknown_fields=True):
    """What must hold of an argument."""

    argument: str
    values: tuple[str, ...] = field(name="is", default=())
    every: bool = False
    set: bool = True
    absent: str | None = None


class Raised(Struct, frozen=True, forbid_unknown_fields=True):
    """Which other resources may raise a number, and to what."""

    type: str
    of: str
    key: str
    equals: str
    when: tuple[Condition, ...] = ()


class Factor(Struct, frozen=True, forbid_unknown_fields=True):
    """A number that an instance is multiplied by."""

    of: tuple[str, ...]
    items: bool = False
    absent: int | None = None
    plus: int = 0
    divide: int = 1
    raised: Raised | None = None


class Count(Struct, frozen=True, forbid_unknown_fields=True):
    """Which resources count for a quota, and how much."""

    type: str
    when: tuple[Condition, ...] = ()
    times: tuple[Factor, ...] = ()
    within: str = ""
    at_least: bool = False


class Held(Struct, frozen=True, forbid_unknown_fields=True):
    """How to ask an account how much of a quota is in use."""

    service: str
    operation: str
    items: str
    action: str
    sum: str = ""
    arguments: Mapping[str, Any] = {}


class Quota(Struct, frozen=True, forbid_unknown_fields=True):
    """One quota; `provider` and `service` are filled in from its file."""

    code: str
    name: str
    default: int
    adjustable: bool
    count: tuple[Count, ...]
    provider: str = ""
    service: str = ""
    source: str = ""
    scope: Literal["region", "account"] = "region"
    per: str = ""
    shared: bool = False
    unit: str = ""
    defaults: Mapping[str, int] = {}
    note: str = ""
    listed: bool = True
    held: Held | None = None

    @property
    def id(self) -> str:
        """How people and AWS name it: `vpc/L-F678F1CE`."""
        return f"{self.service}/{self.code}"

    def published(self, region: str) -> int:
        """Give the default that the provider publishes for a region."""
        return self.defaults.get(region, self.default)


class Service(Struct, frozen=True, forbid_unknown_fields=True):
    """A file of quotas."""

    service: str
    source: str
    quota: tuple[Quota, ...]


@functools.cache
def quotas_of(provider: str) -> Sequence[Quota]:
    """Give the quotas of a provider (`hashicorp/aws`), by service and code; none where none are known."""
    files = sorted(path for path in DATA.joinpath(*provider.split("/")).glob("*.toml") if path.name != PROVIDER_FILE)
    services = [msgspec.toml.decode(path.read_bytes(), type=Service) for path in files]
    return tuple(
        msgspec.structs.replace(quota, provider=provider, service=one.service, source=quota.source or one.source)
        for one in services
        for quota in one.quota
    )


def known_ids() -> set[str]:
    """Give the ids of all quotas that are known."""
    providers = (path.parent.relative_to(DATA).as_posix() for path in DATA.glob(f"*/*/{PROVIDER_FILE}"))
    return {quota.id for provider in providers for quota in quotas_of(provider)}


@functools.cache
def counts_of(provider: str, type_: str) -> Sequence[tuple[Quota, Count]]:
    """Give the quotas that a resource type counts for, each with the rule."""
    return tuple((quota, count) for quota in quotas_of(provider) for count in quota.count if count.type == type_)
