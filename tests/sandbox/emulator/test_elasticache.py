import pytest
from botocore.exceptions import ClientError

pytestmark = pytest.mark.slow

GROUP = {
    "ReplicationGroupDescription": "The cache",
    "Engine": "redis",
    "CacheNodeType": "cache.t3.micro",
    "AutomaticFailoverEnabled": True,
}


def test_a_replication_group_has_as_many_clusters_as_asked_for(aws):
    cache = aws("elasticache")
    made = cache.create_replication_group(ReplicationGroupId="three", NumCacheClusters=3, EngineVersion="6.x", **GROUP)
    members = made["ReplicationGroup"]["MemberClusters"]
    assert len(members) == 3
    clusters = [cache.describe_cache_clusters(CacheClusterId=name)["CacheClusters"][0] for name in members]
    assert {cluster["ReplicationGroupId"] for cluster in clusters} == {"three"}
    assert {cluster["EngineVersion"] for cluster in clusters} == {"6.2.6"}
    assert made["ReplicationGroup"]["NodeGroups"][0]["ReaderEndpoint"]["Port"] == 6379


def test_a_deleted_replication_group_is_gone_with_its_clusters(aws):
    cache = aws("elasticache")
    made = cache.create_replication_group(ReplicationGroupId="gone", NumCacheClusters=2, **GROUP)
    cache.delete_replication_group(ReplicationGroupId="gone")
    with pytest.raises(ClientError, match="ReplicationGroupNotFound"):
        cache.describe_replication_groups(ReplicationGroupId="gone")
    with pytest.raises(ClientError, match="CacheClusterNotFound"):
        cache.describe_cache_clusters(CacheClusterId=made["ReplicationGroup"]["MemberClusters"][0])


def test_a_subnet_group_can_be_deleted_once(aws):
    ec2, cache = aws("ec2"), aws("elasticache")
    vpc = ec2.create_vpc(CidrBlock="10.9.0.0/16")["Vpc"]["VpcId"]
    subnet = ec2.create_subnet(VpcId=vpc, CidrBlock="10.9.0.0/24")["Subnet"]["SubnetId"]
    name = "subnets"
    cache.create_cache_subnet_group(
        CacheSubnetGroupName=name, CacheSubnetGroupDescription="Subnets", SubnetIds=[subnet]
    )
    cache.delete_cache_subnet_group(CacheSubnetGroupName=name)
    with pytest.raises(ClientError, match="CacheSubnetGroupNotFound"):
        cache.delete_cache_subnet_group(CacheSubnetGroupName=name)
