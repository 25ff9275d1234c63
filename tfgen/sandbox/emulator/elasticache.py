"""ElastiCache: replication groups with their member clusters, and the subnet groups' end."""

from __future__ import annotations

import re
from typing import Any

from moto.core.responses import EmptyResult
from moto.elasticache import models
from moto.elasticache.exceptions import CacheSubnetGroupNotFound
from moto.elasticache.responses import ElastiCacheResponse

from tfgen.sandbox.emulator import elasticache_parameters
from tfgen.sandbox.emulator.patching import Method, add_missing, wrap

RUNNING_VERSIONS = {"6.x": "6.2.6", "6.0": "6.0.5", "6.2": "6.2.6", "7.0": "7.0.7", "7.1": "7.1.0"}
"""What AWS describes for a configured engine version:
the patch version that runs (ElastiCache User Guide).
"""

SHARED = (
    "replication_group_id",
    "cache_node_type",
    "engine",
    "cache_parameter_group_name",
    "cache_subnet_group_name",
    "transit_encryption_enabled",
    "network_type",
    "ip_discovery",
    "port",
    "notification_topic_arn",
    "auto_minor_version_upgrade",
    "snapshot_retention_limit",
    "snapshot_window",
    "security_group_ids",
    "tags",
)
"""Attributes that a member cluster has from its replication group."""

ABSENT = (
    "az_mode",
    "preferred_availability_zone",
    "snapshot_name",
    "outpost_mode",
    "preferred_outpost_arn",
    "preferred_availability_zones",
    "cache_security_group_names",
    "snapshot_arns",
    "preferred_outpost_arns",
    "cache_node_ids_to_remove",
    "cache_node_ids_to_reboot",
)
"""Arguments of moto's CacheCluster that a member cluster has no value for."""


def apply() -> None:
    """Apply all patches of this file and of ``elasticache_parameters``."""
    as_many_nodes_as_asked_for()
    groups_have_member_clusters()
    deleted_groups_are_gone()
    subnet_groups_can_be_deleted()
    parameter_groups_have_tags()
    elasticache_parameters.apply()


def as_many_nodes_as_asked_for() -> None:
    """Without: a group has one node, whatever num_cache_clusters says,
    unless replicas_per_node_group is given.
    """

    @wrap(models.ReplicationGroup, "_set_node_members_clusters_disabled")
    def members(
        original: Method,
        self: Any,
        *args: Any,
        num_cache_clusters: int,
        replicas_per_node_group: Any,
        **rest: Any,
    ) -> Any:
        replicas = replicas_per_node_group or num_cache_clusters - 1
        return original(
            self,
            *args,
            num_cache_clusters=num_cache_clusters,
            replicas_per_node_group=replicas,
            **rest,
        )


def groups_have_member_clusters() -> None:
    """Without: aws_elasticache_replication_group fails with CacheClusterNotFound;
    the provider reads the members.

    Provider 3.39 also reads the reader endpoint without a nil check,
    and panics where moto leaves it out.
    """

    @wrap(models.ElastiCacheBackend, "create_replication_group")
    def create_replication_group(original: Method, self: Any, **arguments: Any) -> Any:
        group = original(self, **arguments)
        for node_group in group.node_groups:
            if "reader_endpoint_address" in node_group:
                node_group["reader_endpoint"] = {
                    "address": node_group["reader_endpoint_address"],
                    "port": group.port,
                }
        for name in group.member_clusters:
            cluster = _member_cluster(self, group, name, arguments.get("auth_token"))
            self.cache_clusters[name] = cluster
            if group.tags:
                self.tagging_service.tag_resource(cluster.arn, group.tags)
        return group


def _member_cluster(backend: Any, group: Any, name: str, auth_token: str | None) -> Any:
    shared: dict[str, Any] = {field: getattr(group, field) for field in SHARED}
    absent: dict[str, Any] = dict.fromkeys(ABSENT)
    configured = group.engine_version or "6.x"
    version = RUNNING_VERSIONS.get(configured, configured)
    cluster: Any = models.CacheCluster(
        account_id=backend.account_id,
        region_name=backend.region_name,
        cache_cluster_id=name,
        num_cache_nodes=1,
        engine_version=version,
        auth_token=auth_token,
        log_delivery_configurations=[],
        preferred_maintenance_window=group.preferred_maintenance_window or "sun:05:00-sun:06:00",
        **shared,
        **absent,
    )
    cluster.engine_version = version
    cluster.num_cache_nodes = 1
    cluster.at_rest_encryption_enabled = group.at_rest_encryption_enabled
    cluster.security_groups = [
        {"SecurityGroupId": s, "Status": "active"} for s in group.security_group_ids or []
    ]
    cluster.cache_parameter_group = {
        "CacheParameterGroupName": group.cache_parameter_group_name or "default.redis6.x",
        "ParameterApplyStatus": "in-sync",
    }
    endpoint = {"Address": f"{name}.local", "Port": group.port}
    cluster.cache_nodes = [
        {"CacheNodeId": "0001", "CacheNodeStatus": "available", "Endpoint": endpoint}
    ]
    return cluster


def deleted_groups_are_gone() -> None:
    """Without: destroy waits for a replication group that stays in "deleting" for ever."""

    @wrap(models.ElastiCacheBackend, "delete_replication_group")
    def delete_replication_group(
        original: Method, self: Any, replication_group_id: str, retain_primary_cluster: Any = None
    ) -> Any:
        known = self.replication_groups.get(replication_group_id)
        members = list(known.member_clusters) if known else []
        group = original(self, replication_group_id, retain_primary_cluster)
        self.replication_groups.pop(replication_group_id)
        for name in members:
            self.cache_clusters.pop(name, None)
        return group


def subnet_groups_can_be_deleted() -> None:
    """Without: destroying an aws_elasticache_subnet_group answers 500."""

    def delete_cache_subnet_group(self: Any) -> EmptyResult:
        name, known = (
            self._get_param("CacheSubnetGroupName"),
            self.elasticache_backend.cache_subnet_groups,
        )
        if name not in known:
            raise CacheSubnetGroupNotFound(name)
        known.pop(name)
        return EmptyResult()

    add_missing(ElastiCacheResponse, delete_cache_subnet_group)


def parameter_groups_have_tags() -> None:
    """Without: the calls for tags refuse the ARN of a parameter group."""

    @wrap(models.ElastiCacheBackend, "__init__")
    def init(original: Method, self: Any, *args: Any, **kwargs: Any) -> None:
        original(self, *args, **kwargs)
        kinds = "cluster|snapshot|subnetgroup|replicationgroup|user|parametergroup"
        self.arn_regex = re.compile(rf"^arn:aws:elasticache:.*:[0-9]*:({kinds}):.*$")
