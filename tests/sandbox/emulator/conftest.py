from collections.abc import Callable, Iterator
from typing import Any

import pytest

from tfgen.sandbox.emulator.launch import Emulator, start_emulator

boto3 = pytest.importorskip("boto3")
pytest.importorskip("moto")


@pytest.fixture(scope="package")
def emulator(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Emulator]:
    running = start_emulator(tmp_path_factory.mktemp("emulator") / "emulator.log")
    yield running
    running.stop()


@pytest.fixture
def aws(emulator: Emulator) -> Callable[[str], Any]:
    """A client of AWS for a service, asking the emulator."""
    return lambda service: boto3.client(
        service,
        region_name="us-west-2",
        endpoint_url=emulator.url,
        aws_access_key_id="test",
        aws_secret_access_key="test",
    )
