import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest

from tfgen.sandbox.emulator import launch
from tfgen.sandbox.emulator.launch import Emulator, start_emulator
from tfgen.sandbox.errors import MissingExtraError, SandboxError

pytestmark = pytest.mark.slow


def answers(emulator: Emulator) -> bool:
    with urllib.request.urlopen(f"{emulator.url}/moto-api/data.json", timeout=10) as response:
        return response.status == 200


def test_it_listens_on_loopback_when_it_says_so_and_stops_when_told(tmp_path):
    emulator = start_emulator(tmp_path / "log")
    assert emulator.url.startswith("http://127.0.0.1:")
    assert answers(emulator)
    emulator.stop()
    emulator.stop()
    assert emulator.process.returncode is not None


def test_two_at_once_have_ports_of_their_own(tmp_path):
    first, second = start_emulator(tmp_path / "1"), start_emulator(tmp_path / "2")
    assert first.url != second.url
    assert answers(first)
    assert answers(second)
    first.stop()
    second.stop()


def test_it_ends_when_its_parent_lets_go_of_it(tmp_path):
    emulator = start_emulator(tmp_path / "log")
    emulator.process.stdin.close()
    assert emulator.process.wait(timeout=10) == 0


def test_a_kept_one_lives_on_until_it_is_killed(tmp_path):
    emulator = start_emulator(tmp_path / "log")
    emulator.keep()
    time.sleep(0.3)
    assert answers(emulator)
    emulator.process.terminate()
    assert emulator.process.wait(timeout=10) == 0


def test_moto_stays_out_of_tfgens_own_process(tmp_path):
    text = (
        "import sys; from pathlib import Path; import tfgen.sandbox.run as run; "
        "run.start_emulator(Path(sys.argv[1])).stop(); print('moto' in sys.modules)"
    )
    done = subprocess.run(
        (sys.executable, "-c", text, str(tmp_path / "log")),
        cwd=Path(__file__).parents[3],
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout == "False\n"


def test_without_moto_the_error_names_the_command(tmp_path, monkeypatch):
    monkeypatch.setattr(launch, "find_spec", lambda _name: None)
    with pytest.raises(MissingExtraError, match=r"moto\[server\].*pip install 'tfgen-hcl\[sandbox\]'"):
        start_emulator(tmp_path / "log")


def test_one_that_does_not_start_says_why(tmp_path, monkeypatch):
    broken = tmp_path / "broken"
    broken.mkdir()
    Path(broken / "moto.py").write_text("raise SystemExit('moto is broken')\n", encoding="utf-8")
    monkeypatch.setenv("PYTHONPATH", str(broken))
    with pytest.raises(SandboxError, match=r"did not start: .*moto is broken"):
        start_emulator(tmp_path / "log")
