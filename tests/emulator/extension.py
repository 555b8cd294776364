"""Importing this module patches moto: one import a gap module."""

from tests.emulator.gaps import (
    application_autoscaling,
    cloudformation,
    ec2,
    ecs,
    elasticache,
    elasticache_users,
    iam,
    kinesis,
    kms,
    rds,
    secretsmanager,
    servicequotas,
)

__all__ = [
    "application_autoscaling",
    "cloudformation",
    "ec2",
    "ecs",
    "elasticache",
    "elasticache_users",
    "iam",
    "kinesis",
    "kms",
    "rds",
    "secretsmanager",
    "servicequotas",
]
