import pytest

from tfgen.terraform.schema.paths import SchemaPath


@pytest.mark.parametrize(
    ("text", "path"),
    [
        ("aws_vpc", SchemaPath("r", "aws_vpc")),
        ("aws_efs_file_system.lifecycle_policy.a", SchemaPath("r", "aws_efs_file_system", ("lifecycle_policy", "a"))),
        ("data.aws_vpc.id", SchemaPath("d", "aws_vpc", ("id",))),
        ("ephemeral.aws_secret", SchemaPath("e", "aws_secret")),
        ("provider.assume_role.role_arn", SchemaPath("p", "provider", ("assume_role", "role_arn"))),
        ("data", SchemaPath("d", "")),
        ("", SchemaPath("r", "")),
        ("aws_vpc.", SchemaPath("r", "aws_vpc", ("",))),
    ],
)
def test_paths_are_cut_into_type_and_names(text: str, path: SchemaPath) -> None:
    assert SchemaPath.parse(text) == path
