"""ElastiCache parameter groups, of which moto has none.

Without: ``apply`` of aws_elasticache_parameter_group answers 500.
"""

from __future__ import annotations

from typing import Any

from moto.core.exceptions import ServiceException
from moto.core.responses import ActionResult, EmptyResult
from moto.elasticache.responses import ElastiCacheResponse

from tfgen.sandbox.emulator.patching import add_missing


class ParameterGroupNotFoundError(ServiceException):
    """The API's answer for a group that is not there;
    the provider waits for this code after a delete.
    """

    code = "CacheParameterGroupNotFound"


def apply() -> None:
    """Give moto the calls of parameter groups."""
    add_missing(
        ElastiCacheResponse,
        create_cache_parameter_group,
        describe_cache_parameter_groups,
        describe_cache_parameters,
        modify_cache_parameter_group,
        reset_cache_parameter_group,
        delete_cache_parameter_group,
    )


def create_cache_parameter_group(self: Any) -> ActionResult:
    """CreateCacheParameterGroup."""
    name, backend = self._get_param("CacheParameterGroupName"), self.elasticache_backend
    group = {
        "CacheParameterGroupName": name,
        "IsGlobal": False,
        "_values": {},
        "CacheParameterGroupFamily": self._get_param("CacheParameterGroupFamily"),
        "Description": self._get_param("Description"),
        "ARN": f"arn:aws:elasticache:{backend.region_name}:{backend.account_id}:parametergroup:{name}",
    }
    _groups(self)[name] = group
    backend.tagging_service.tag_resource(group["ARN"], self._get_param("Tags") or [])
    return ActionResult({"CacheParameterGroup": group})


def describe_cache_parameter_groups(self: Any) -> ActionResult:
    """DescribeCacheParameterGroups."""
    wanted = (
        [_group_named(self)]
        if self._get_param("CacheParameterGroupName")
        else list(_groups(self).values())
    )
    return ActionResult({"CacheParameterGroups": wanted})


def describe_cache_parameters(self: Any) -> ActionResult:
    """DescribeCacheParameters: only those that the user set."""
    values = _group_named(self)["_values"]
    return ActionResult(
        {
            "Parameters": [
                {"ParameterName": k, "ParameterValue": v, "Source": "user"}
                for k, v in values.items()
            ]
        }
    )


def modify_cache_parameter_group(self: Any) -> ActionResult:
    """ModifyCacheParameterGroup."""
    group = _group_named(self)
    for parameter in self._get_param("ParameterNameValues") or []:
        group["_values"][parameter["ParameterName"]] = parameter["ParameterValue"]
    return ActionResult({"CacheParameterGroupName": group["CacheParameterGroupName"]})


def reset_cache_parameter_group(self: Any) -> ActionResult:
    """ResetCacheParameterGroup."""
    group = _group_named(self)
    for parameter in self._get_param("ParameterNameValues") or []:
        group["_values"].pop(parameter["ParameterName"], None)
    return ActionResult({"CacheParameterGroupName": group["CacheParameterGroupName"]})


def delete_cache_parameter_group(self: Any) -> EmptyResult:
    """DeleteCacheParameterGroup."""
    _groups(self).pop(_group_named(self)["CacheParameterGroupName"])
    return EmptyResult()


def _groups(response: Any) -> dict[str, dict[str, Any]]:
    """The groups of the request's account and region, by name."""
    found: dict[str, dict[str, Any]] = response.elasticache_backend.__dict__.setdefault(
        "tfgen_parameter_groups", {}
    )
    return found


def _group_named(response: Any) -> dict[str, Any]:
    name = response._get_param("CacheParameterGroupName")
    if name not in _groups(response):
        raise ParameterGroupNotFoundError(f"CacheParameterGroup {name} not found.")
    return _groups(response)[name]
