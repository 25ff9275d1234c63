import json

import pytest

from tests.terraform.schema.documents import attribute, aws_document, block, document
from tfgen.terraform.schema.build import FACTS, build_document, build_facts
from tfgen.terraform.schema.bundle import Bundle
from tfgen.terraform.schema.load import DATA, bundle_name, facts_name

VERSIONS = ["3.39.0", "4.67.0", "5.100.0", "6.62.0"]


@pytest.mark.parametrize("version", VERSIONS)
def test_the_bundles_equal_a_fresh_build_of_their_own_content(version: str) -> None:
    kept = Bundle.open(DATA / bundle_name("aws", version))

    data = build_document(
        aws_document(version).encode(), "aws", version, kept.meta["exact"] == "yes", kept.meta["note"]
    )

    assert Bundle(kept.path, data).meta == kept.meta
    assert Bundle(kept.path, data).texts() == kept.texts()


def test_the_built_facts_equal_a_fresh_build() -> None:
    kept = Bundle.open(DATA / facts_name("hashicorp/aws"))

    fresh = Bundle(kept.path, build_facts(FACTS, "hashicorp/aws"))

    assert fresh.texts() == kept.texts(), "run: python -m tfgen.terraform.schema.build"


def test_all_data_together_stay_small() -> None:
    assert sum(path.stat().st_size for path in DATA.iterdir()) < 800_000


def test_same_document_same_bytes() -> None:
    toys = {f"toy_{n}": block({"size": attribute(required=True)}) for n in range(50)}
    texts = [json.dumps(document(dict(pairs))).encode() for pairs in (toys.items(), reversed(toys.items()))]

    first, second = (build_document(text, "toy", "1.0.0", exact=True, note="") for text in texts)

    assert first == second
