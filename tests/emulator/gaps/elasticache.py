"""ElastiCache: the members of a replication group, and how a group and a subnet group go away."""

from inspect import signature
from typing import Any

from moto.core.responses import EmptyResult
from moto.elasticache.models import CacheCluster, ElastiCacheBackend, ReplicationGroup
from moto.elasticache.responses import ElastiCacheResponse

from tests.emulator.patching import Function, add, wrap

Request = dict[str, Any]


def create_member(backend: ElastiCacheBackend, group: ReplicationGroup, request: Request, name: str) -> None:
    """Create the cache cluster `name`, which takes over whatever its group was asked for under the same name."""
    inherited = {parameter: request.get(parameter) for parameter in signature(backend.create_cache_cluster).parameters}
    cluster: CacheCluster = backend.create_cache_cluster(**inherited | {"cache_cluster_id": name, "num_cache_nodes": 1})
    vars(cluster).update(member_attributes(group))


def member_attributes(group: ReplicationGroup) -> dict[str, Any]:
    """Return what moto's cache cluster has no parameter for, under the names that its serializer looks for."""
    return {
        "at_rest_encryption_enabled": group.at_rest_encryption_enabled,
        "cache_parameter_group": {"CacheParameterGroupName": group.cache_parameter_group_name},
        "security_groups": [{"SecurityGroupId": i, "Status": "active"} for i in group.security_group_ids or []],
        "transit_encryption_mode": group.transit_encryption_mode,
    }


@wrap(ElastiCacheBackend, "create_replication_group")
def create_replication_group(original: Function, self: ElastiCacheBackend, **request: Any) -> ReplicationGroup:
    """`DescribeCacheClusters` knows no member of a group: the provider fails to read engine and network of one."""
    group: ReplicationGroup = original(self, **request)
    for name in group.member_clusters:
        create_member(self, group, request | {"replication_group_id": group.replication_group_id}, name)
    return group


@wrap(ElastiCacheBackend, "delete_replication_group")
def delete_replication_group(
    original: Function, self: ElastiCacheBackend, replication_group_id: str, retain_primary_cluster: bool | None
) -> ReplicationGroup:
    """A deleted group stays `deleting`, and the provider waits 45 minutes for its end. Here it goes at once."""
    members = list(self.describe_replication_groups(replication_group_id)[0].member_clusters)
    original(self, replication_group_id, retain_primary_cluster)
    for name in members:
        del self.cache_clusters[name]
    return self.replication_groups.pop(replication_group_id)


@add(ElastiCacheResponse, "delete_cache_subnet_group")
def delete_cache_subnet_group(self: ElastiCacheResponse) -> EmptyResult:
    """`DeleteCacheSubnetGroup` is missing: `aws_elasticache_subnet_group` cannot be destroyed."""
    name = self._get_param("CacheSubnetGroupName")
    self.elasticache_backend.describe_cache_subnet_groups(name)
    del self.elasticache_backend.cache_subnet_groups[name]
    return EmptyResult()
