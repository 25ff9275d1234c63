import pytest

from tests.sandbox.fakes import fake_emulator
from tfgen.sandbox import run
from tfgen.sandbox.emulator.launch import Emulator


@pytest.fixture
def emulators(monkeypatch: pytest.MonkeyPatch) -> list[Emulator]:
    """Stands in for moto, which takes a second to load; the list holds what was started."""
    started: list[Emulator] = []

    def start(log):
        started.append(fake_emulator(log))
        return started[-1]

    monkeypatch.setattr(run, "start_emulator", start)
    return started
