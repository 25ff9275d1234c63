"""The bundled exact schema is what the real provider says of itself, where that provider is at hand."""

import os
import shutil
from pathlib import Path

import pytest

from tfgen.sandbox.mirror import HOSTS, MIRROR_VARIABLE
from tfgen.terraform.schema.bundle import Bundle
from tfgen.terraform.schema.load import DATA, bundle_name
from tools.schema.build import build_document
from tools.schema.dump import dump

VERSION = "5.100.0"


def mirror() -> Path:
    """The mirror with the provider; skips the test where there is none."""
    chosen = Path(os.environ.get(MIRROR_VARIABLE, ""))
    if not list(chosen.glob(f"{HOSTS[0]}/hashicorp/aws/{VERSION}/*/terraform-provider-aws_*")):
        pytest.skip(f"{MIRROR_VARIABLE} names no mirror with the AWS provider {VERSION}, which no package holds")
    if shutil.which("terraform") is None:
        pytest.skip("there is no terraform on the PATH")
    return chosen.resolve()


@pytest.mark.slow
@pytest.mark.terraform
def test_the_bundle_equals_a_fresh_dump() -> None:
    document = dump(mirror(), "aws", VERSION)
    kept = Bundle.open(DATA / bundle_name("aws", VERSION))

    fresh = build_document(document, "aws", VERSION, exact=True, note=kept.meta["note"])

    assert Bundle(kept.path, fresh).meta == kept.meta
    assert Bundle(kept.path, fresh).texts() == kept.texts()
