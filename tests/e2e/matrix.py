"""Specs in which every choice of one switch meets every choice of each other one.

A switch is what somebody decides about an environment; its choices are overrides of `dev`, in which `$` stands before
what only the plant knows. Every choice goes with all others: what specs refuse is tested with the assertions.
"""

from collections.abc import Iterator
from string import Template

from allpairspy import AllPairs
from msgspec import Struct

from tests.e2e.plant import NOTHING_OF_ITS_OWN, Plant

SERVICES = "[ecr.api, ecr.dkr, kinesis-streams, logs, rds, secretsmanager]"
STORED = "arn:aws:secretsmanager:eu-west-1:111122223333:secret:api-AbCdEf"
ENDPOINTS = ("network.nat=none", f"network.interface_endpoints={SERVICES}")

SWITCHES: dict[str, dict[str, tuple[str, ...]]] = {
    "way_out": {
        "endpoints": ENDPOINTS,
        "single_nat": ("network.nat=single", "network.interface_endpoints=[]", "network.s3_endpoint=false"),
        "nat_per_zone": ("network.nat=per_zone", f"network.interface_endpoints={SERVICES}"),
        "existing_nat": (*NOTHING_OF_ITS_OWN, "network.nat=none", "network.vpc=$by_tags_with_nat"),
        "existing_endpoints": (*NOTHING_OF_ITS_OWN, "network.nat=none", "network.vpc=$by_id_with_endpoints"),
        "existing_none": (*NOTHING_OF_ITS_OWN, *ENDPOINTS, "network.vpc=$by_tags_with_none"),
    },
    "rotation": {
        "managed": ("database.rotation=managed",),
        "single": ("database.rotation=hosted", "database.rotation_users=single"),
        "alternating": ("database.rotation=hosted", "database.rotation_users=alternating"),
    },
    "keys": {
        "aws": ("encryption.keys=aws",),
        "customer": ("encryption.keys=customer",),
        "mixed": ("encryption.keys=aws", "encryption.components={database: customer, logs: customer}"),
    },
    "repository": {
        "elsewhere": ("images.create_repository=false",),
        "here": ("images.create_repository=true",),
    },
    "stream": {
        "provisioned": ("stream.mode=PROVISIONED", "stream.shard_count=2"),
        "on_demand": ("stream.mode=ON_DEMAND", "stream.shard_count=!unset"),
    },
    "login": {
        "by_role": ("cache.access=iam",),
        "by_network": ("cache.access=network",),
    },
    "protection": {
        "none": (
            "cache.skip_final_snapshot=true",
            "database.deletion_protection=false",
            "database.skip_final_snapshot=true",
            "database.backup_retention_days=0",
        ),
        "full": (
            "cache.skip_final_snapshot=false",
            "cache.snapshot_retention_days=7",
            "database.deletion_protection=true",
            "database.skip_final_snapshot=false",
            "database.backup_retention_days=30",
            "database.delete_automated_backups=false",
        ),
    },
    "standby": {
        "none": ("database.multi_az=false",),
        "other_zone": ("database.multi_az=true",),
    },
    "storage": {
        "fixed": ("database.max_allocated_storage=0",),
        "growing": ("database.max_allocated_storage=200",),
    },
    "insights": {
        "none": ("database.performance_insights=false", "database.enhanced_monitoring_seconds=0"),
        "all": ("database.performance_insights=true", "database.enhanced_monitoring_seconds=60"),
    },
    "watched": {
        "by_nobody": (
            "alarms.enabled=false",
            "dashboard.enabled=false",
            "processing.container_insights=disabled",
        ),
        "by_alarms": (
            "alarms.enabled=true",
            "alarms.subscriptions=[{protocol: email, endpoint: plant@example.com}]",
            "alarms.thresholds.processing.missing_tasks=null",
            "dashboard.enabled=false",
            "processing.container_insights=disabled",
        ),
        "by_all": (
            "alarms.enabled=true",
            "dashboard.enabled=true",
            "processing.container_insights=enhanced",
        ),
    },
    "scaling": {
        "none": (),
        "by_lag": ("processing.scaling={max_tasks: 4, lag_seconds: 60}",),
        "all": (
            "cache.node_type=cache.m7g.large",
            "cache.scaling={max_replicas: 3}",
            "processing.scaling={max_tasks: 4, cpu_percent: 60, memory_percent: 75, lag_seconds: 60}",
        ),
    },
    "container": {
        "plain": ("processing.health_check.command=[]", "processing.command=[]", "processing.secrets={}"),
        "detailed": (
            "processing.health_check.command=[CMD, python, -m, sensor_processor.health]",
            "processing.command=[python, -m, sensor_processor]",
            f"processing.secrets={{API_KEY_ONE: '{STORED}:token::', API_KEY_TWO: '{STORED}'}}",
        ),
    },
}


class Row(Struct, frozen=True):
    """One spec: the choice of each switch."""

    choices: dict[str, str]

    @property
    def id(self) -> str:
        """Its choices in one word."""
        return "-".join(self.choices.values())

    def overrides(self, plant: Plant) -> list[str]:
        """Give the overrides that make it of `dev`, where an existing VPC is the plant's."""
        found = [override for switch, choice in self.choices.items() for override in SWITCHES[switch][choice]]
        ways = {
            "by_tags_with_nat": plant.by_tags("nat"),
            "by_id_with_endpoints": plant.by_id("endpoints"),
            "by_tags_with_none": plant.by_tags("none"),
        }
        return [Template(override).substitute(ways) for override in found]


def rows() -> Iterator[Row]:
    """Yield specs that hold every pair of choices of two switches, few of them."""
    names = list(SWITCHES)
    for choices in AllPairs([list(SWITCHES[name]) for name in names]):
        yield Row(dict(zip(names, choices, strict=True)))
