"""RDS: what moto forgets of parameter groups and instances."""

from collections.abc import Iterable
from typing import Any
from uuid import uuid4

from moto.rds.models import DBInstance, DBParameterGroup, RDSBackend

from tests.emulator.patching import Function, add_property, wrap


@wrap(DBParameterGroup, "update_parameters")
def update_parameters(original: Function, self: DBParameterGroup, new_parameters: Iterable[dict[str, Any]]) -> None:
    """`DescribeDBParameters` names no source: the provider does not see its parameters, and sets them for ever."""
    original(self, [parameter | {"Source": "user"} for parameter in new_parameters])


@wrap(RDSBackend, "create_db_instance")
def create_db_instance(original: Function, self: RDSBackend, db_kwargs: dict[str, Any]) -> DBInstance:
    """All instances share one resource ID, so that destroying one waits for ever for the others; and Performance
    Insights and their key are forgotten at creation, though not at a change.
    """
    database: DBInstance = original(self, db_kwargs)
    database.dbi_resource_id = f"db-{uuid4().hex[:26].upper()}"
    vars(database)["enable_performance_insights"] = db_kwargs.get("enable_performance_insights", False)
    vars(database)["performance_insights_kms_key_id"] = db_kwargs.get("performance_insights_kms_key_id")
    return database


@add_property(DBInstance, "performance_insights_enabled")
def performance_insights_enabled(self: DBInstance) -> bool:
    """`DescribeDBInstances` never answers `PerformanceInsightsEnabled`: switched on, it is planned for ever."""
    enabled: bool = vars(self).get("enable_performance_insights", False)
    return enabled
