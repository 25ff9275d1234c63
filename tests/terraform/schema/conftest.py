import pytest

from tfgen.terraform.schema import ProviderSchema, load_schema


@pytest.fixture(scope="session")
def aws() -> ProviderSchema:
    return load_schema("aws", "6.62.0")


@pytest.fixture(scope="session")
def aws3() -> ProviderSchema:
    return load_schema("aws", "3.39.0")
