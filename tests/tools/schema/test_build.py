import pytest

from tests.terraform.schema.documents import aws_document
from tfgen.terraform.schema.bundle import Bundle
from tfgen.terraform.schema.load import DATA, bundle_name, facts_name
from tools.schema.build import FACTS, build_document, build_facts

VERSIONS = ["3.39.0", "4.67.0", "5.100.0", "6.62.0"]


@pytest.mark.slow
@pytest.mark.parametrize("version", VERSIONS)
def test_the_bundles_equal_a_fresh_build_of_their_own_content(version: str) -> None:
    kept = Bundle.open(DATA / bundle_name("aws", version))

    data = build_document(
        aws_document(version).encode(), "aws", version, exact=kept.meta["exact"] == "yes", note=kept.meta["note"]
    )

    assert Bundle(kept.path, data).meta == kept.meta
    assert Bundle(kept.path, data).texts() == kept.texts()


def test_the_built_facts_equal_a_fresh_build() -> None:
    kept = Bundle.open(DATA / facts_name("hashicorp/aws"))

    fresh = Bundle(kept.path, build_facts(FACTS, "hashicorp/aws"))

    assert fresh.texts() == kept.texts(), "run: python -m tools.schema.build"
