import pytest

pytestmark = pytest.mark.slow


def test_a_rule_for_a_prefix_list_keeps_its_description(aws):
    ec2 = aws("ec2")
    vpc = ec2.create_vpc(CidrBlock="10.8.0.0/16")["Vpc"]["VpcId"]
    group = ec2.create_security_group(GroupName="app-dev", Description="The application", VpcId=vpc)["GroupId"]
    to_s3 = {
        "IpProtocol": "tcp",
        "FromPort": 443,
        "ToPort": 443,
        "PrefixListIds": [{"PrefixListId": "pl-1", "Description": "The bucket service"}, {"PrefixListId": "pl-2"}],
    }
    ec2.authorize_security_group_egress(GroupId=group, IpPermissions=[to_s3])
    rules = ec2.describe_security_groups(GroupIds=[group])["SecurityGroups"][0]["IpPermissionsEgress"]
    assert [rule["PrefixListIds"] for rule in rules if rule["IpProtocol"] == "tcp"] == [to_s3["PrefixListIds"]]
    ec2.revoke_security_group_egress(GroupId=group, IpPermissions=[to_s3])
    rules = ec2.describe_security_groups(GroupIds=[group])["SecurityGroups"][0]["IpPermissionsEgress"]
    assert [rule["IpProtocol"] for rule in rules] == ["-1"]
