"""What the tests of quotas share: what small configurations ask."""

from collections.abc import Mapping

from tests.diff.support import Texts, knowledge, rendering
from tfgen.quotas.tally import Asked, Need, ask, tally
from tfgen.quotas.words import in_words

PROVIDER = 'provider "aws" {\n  region = "eu-west-1"\n}\n'


def asked(environment: str, texts: Texts) -> Asked:
    """Count what a main.tf, or files by path, ask."""
    found = rendering(texts)
    assert found
    return ask(environment, found, knowledge())


def needs(*texts: Texts) -> list[Need]:
    """Give what environments called a, b, … ask together."""
    return tally(asked(chr(ord("a") + at), text) for at, text in enumerate(texts))


def totals(*texts: Texts) -> dict[str, str]:
    """Give how much is asked of each quota by its name, and its parent if it has one; `at least 2` is not exact."""
    return {f"{need.quota.name} {need.parent}".rstrip(): in_words(need.total) for need in needs(*texts)}


def vcpus(arguments: str, more: str = "", cpu: str = "512") -> str | None:
    """Give the vCPUs that a service on Fargate with these arguments asks."""
    text = (
        f'resource "aws_ecs_task_definition" "t" {{\n  family = "t"\n  cpu = {cpu}\n}}\n'
        'resource "aws_ecs_cluster" "c" {\n  name = "plant"\n}\n'
        'resource "aws_ecs_service" "s" {\n  name = "reader"\n  cluster = aws_ecs_cluster.c.arn\n'
        f"  task_definition = aws_ecs_task_definition.t.arn\n{arguments}\n}}\n{more}"
    )
    return totals(text).get("Fargate On-Demand vCPU resource count")


def scaling(resource_id: str, most: str = "10", dimension: str = "ecs:service:DesiredCount") -> Mapping[str, str]:
    """Give a scalable target, as more text for `vcpus`."""
    return {
        "more": (
            'resource "aws_appautoscaling_target" "t" {\n  service_namespace = "ecs"\n  min_capacity = 1\n'
            f'  max_capacity = {most}\n  resource_id = {resource_id}\n  scalable_dimension = "{dimension}"\n}}\n'
        )
    }
