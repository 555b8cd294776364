"""What the shipped pack refuses in a spec's data, credentials and images, and what it says."""

from pathlib import Path

import pytest

from tfgen.build import Build
from tfgen.project import Project

ROOT = Path(__file__).parents[2]
BUILD, _ = Build.open(Project(ROOT))
REGISTRY = "111122223333.dkr.ecr.eu-west-1.amazonaws.com/iot-sensor-processor"


def told(*overrides: str) -> list[str]:
    """Give what is told about `dev` with overrides."""
    assert BUILD
    return [diagnostic.detail for diagnostic in BUILD.environment("dev", overrides).diagnostics]


@pytest.mark.parametrize(
    ("override", "words"),
    [
        ("database.username=user", "PostgreSQL or RDS keeps user for itself"),
        ("database.username=pg_sensors", "begins with neither pg_ nor rds"),
        ("database.username=rdsadmin", "PostgreSQL or RDS keeps rdsadmin"),
        ("database.application_username=select", "such as sensors_select"),
        ("database.application_username=sensors_admin", "A hosted rotation needs two"),
        ("database.engine_version=13", "engine_version"),
        ("database.rotation_schedule=weekly", "rate(7 days) or cron("),
        ("processing.environment.API_TOKEN=x", "the secret's ARN under API_TOKEN in processing.secrets"),
        ("processing.environment.DB_PASSWD=x", "looks like a credential"),
        ("processing.environment.REDIS_USERNAME=x", "The tasks get REDIS_USERNAME from the resources"),
        ("processing.secrets.BATCH_SIZE=arn:aws:secretsmanager:eu-west-1:111122223333:secret:a", "already have"),
        ("processing.secrets.X=plain", "ARN of the secret"),
        (f"processing.image={REGISTRY}:latest", "The tag latest moves"),
        (f"processing.image={REGISTRY}", "because every task of a deployment must run the same"),
        ("processing.batch_seconds=60", "Make stop_timeout_seconds longer than batch_seconds, up to Fargate's 120"),
        ("processing.stop_timeout_seconds=121", "120"),
        ("processing.health_check.command=[python]", "A health check is CMD or CMD-SHELL"),
        ("processing.health_check.timeout_seconds=30", "Make timeout_seconds shorter"),
        ("encryption.keys=mine", "customer"),
        ("encryption.components.cash=aws", 'Did you mean "cache"?'),
    ],
)
def test_what_is_refused_is_told_with_the_remedy(override: str, words: str) -> None:
    """Each value that AWS would refuse, or that would give a secret away, is an error of its own."""
    assert [detail for detail in told(override) if words in detail], told(override)


def test_alternating_users_need_a_way_to_rds() -> None:
    """The hosted function asks RDS for the master user's database, from subnets with no route out."""
    overrides = ("database.rotation=hosted", "database.rotation_users=alternating", "network.nat=none")
    services = "[ecr.api, ecr.dkr, kinesis-streams, logs, secretsmanager]"
    (detail,) = told(*overrides, f"network.interface_endpoints={services}")
    assert "Add rds to the interface endpoints" in " ".join(detail.split())
    services = "[ecr.api, ecr.dkr, kinesis-streams, logs, rds, secretsmanager]"
    assert told(*overrides, f"network.interface_endpoints={services}") == []
    assert told(*overrides, "network.nat=single", "network.interface_endpoints=[]") == []


@pytest.mark.parametrize(
    "overrides",
    [
        ("encryption.keys=customer",),
        ("encryption.keys=customer", "encryption.components.cache=aws"),
        ("encryption.components.secrets=customer", "images.create_repository=true"),
        ("cache.access=network",),
        ("database.rotation=hosted",),
        ("database.rotation_schedule=cron(0 4 ? * SUN *)",),
        ('processing.secrets.API_TOKEN="arn:aws:secretsmanager:eu-west-1:111122223333:secret:api-AbCdEf:token::"',),
        (f"processing.image={REGISTRY}@sha256:{'0' * 64}", "images.create_repository=true"),
        ("processing.health_check.command=[]",),
    ],
)
def test_every_switch_renders_what_the_checks_accept(overrides: tuple[str, ...]) -> None:
    """Nothing is told of any of them."""
    assert told(*overrides) == []
