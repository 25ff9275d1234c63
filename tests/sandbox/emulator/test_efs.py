import pytest
from botocore.exceptions import ClientError

pytestmark = pytest.mark.slow


@pytest.fixture
def file_system(aws) -> str:
    return aws("efs").create_file_system(Encrypted=True)["FileSystemId"]


def test_a_backup_policy_is_switched_on_and_off(aws, file_system):
    efs = aws("efs")
    with pytest.raises(ClientError, match="PolicyNotFound"):
        efs.describe_backup_policy(FileSystemId=file_system)
    for status in ("ENABLED", "DISABLED"):
        efs.put_backup_policy(FileSystemId=file_system, BackupPolicy={"Status": status})
        assert efs.describe_backup_policy(FileSystemId=file_system)["BackupPolicy"] == {"Status": status}


def test_a_policy_can_be_deleted(aws, file_system):
    efs = aws("efs")
    efs.put_file_system_policy(FileSystemId=file_system, Policy='{"Statement": []}')
    efs.delete_file_system_policy(FileSystemId=file_system)
    with pytest.raises(ClientError, match="PolicyNotFound"):
        efs.describe_file_system_policy(FileSystemId=file_system)


def test_the_throughput_can_be_changed(aws, file_system):
    efs = aws("efs")
    efs.update_file_system(FileSystemId=file_system, ThroughputMode="provisioned", ProvisionedThroughputInMibps=20)
    found = efs.describe_file_systems(FileSystemId=file_system)["FileSystems"][0]
    assert (found["ThroughputMode"], found["ProvisionedThroughputInMibps"]) == ("provisioned", 20)


def test_a_file_system_that_is_not_there(aws):
    with pytest.raises(ClientError, match="FileSystemNotFound"):
        aws("efs").put_backup_policy(FileSystemId="fs-0123456789abcdef0", BackupPolicy={"Status": "ENABLED"})
