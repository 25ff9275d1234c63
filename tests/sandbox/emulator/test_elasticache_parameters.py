import pytest
from botocore.exceptions import ClientError

pytestmark = pytest.mark.slow


def parameters(cache, name: str) -> dict[str, str]:
    found = cache.describe_cache_parameters(CacheParameterGroupName=name, Source="user")["Parameters"]
    return {parameter["ParameterName"]: parameter["ParameterValue"] for parameter in found}


def test_the_life_of_a_parameter_group(aws):
    cache, name = aws("elasticache"), "redis-dev"
    made = cache.create_cache_parameter_group(
        CacheParameterGroupName=name,
        CacheParameterGroupFamily="redis6.x",
        Description="Parameters",
        Tags=[{"Key": "Stack", "Value": "shop"}],
    )["CacheParameterGroup"]
    assert made["CacheParameterGroupFamily"] == "redis6.x"
    assert cache.list_tags_for_resource(ResourceName=made["ARN"])["TagList"] == [{"Key": "Stack", "Value": "shop"}]

    policy = [{"ParameterName": "maxmemory-policy", "ParameterValue": "allkeys-lru"}]
    cache.modify_cache_parameter_group(CacheParameterGroupName=name, ParameterNameValues=policy)
    assert parameters(cache, name) == {"maxmemory-policy": "allkeys-lru"}
    cache.reset_cache_parameter_group(CacheParameterGroupName=name, ParameterNameValues=policy)
    assert parameters(cache, name) == {}

    cache.delete_cache_parameter_group(CacheParameterGroupName=name)
    with pytest.raises(ClientError) as raised:
        cache.describe_cache_parameter_groups(CacheParameterGroupName=name)
    assert raised.value.response["Error"]["Code"] == "CacheParameterGroupNotFound"
