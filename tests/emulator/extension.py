"""Importing this module patches moto: one import a gap module."""

from tests.emulator.gaps import application_autoscaling, ec2, ecs, elasticache, kinesis, rds, servicequotas

__all__ = ["application_autoscaling", "ec2", "ecs", "elasticache", "kinesis", "rds", "servicequotas"]
