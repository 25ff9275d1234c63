import json

from tests.terraform.schema.documents import attribute, block, document
from tfgen.terraform.schema.load import DATA
from tools.schema.build import build_document


def test_all_data_together_stay_small() -> None:
    assert sum(path.stat().st_size for path in DATA.iterdir()) < 800_000


def test_same_document_same_bytes() -> None:
    toys = {f"toy_{n}": block({"size": attribute(required=True)}) for n in range(50)}
    texts = [json.dumps(document(dict(pairs))).encode() for pairs in (toys.items(), reversed(toys.items()))]

    first, second = (build_document(text, "toy", "1.0.0", exact=True, note="") for text in texts)

    assert first == second
