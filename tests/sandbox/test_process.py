import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tfgen.sandbox.process import run_process, stop

SPAWN = """\
import subprocess, sys, time
deaf = "import signal, time; signal.signal(2, signal.SIG_IGN); time.sleep(60)"
child = subprocess.Popen([sys.executable, "-c", deaf])
print(child.pid, flush=True)
time.sleep(60)
"""


def alive(pid: int) -> bool:
    state = Path(f"/proc/{pid}/stat")
    return state.exists() and state.read_text().rsplit(") ", 1)[1][0] != "Z"


def wait_until_gone(pid: int) -> bool:
    deadline = time.monotonic() + 5
    while alive(pid) and time.monotonic() < deadline:
        time.sleep(0.02)
    return not alive(pid)


def python(text: str) -> tuple[str, ...]:
    return (sys.executable, "-c", text)


def test_both_streams_are_kept_apart_and_heard_together(tmp_path):
    heard: list[str] = []
    text = "import sys; print('out'); print('err', file=sys.stderr); sys.exit(3)"
    done = run_process(python(text), tmp_path, os.environ, heard.append)
    assert (done.status, done.stdout, done.stderr) == (3, "out\n", "err\n")
    assert sorted(heard) == ["err", "out"]


def test_what_is_no_utf8_does_not_stop_the_reading(tmp_path):
    done = run_process(python(r"import os; os.write(1, b'\xff\n')"), tmp_path, os.environ)
    assert done.stdout == "�\n"


@pytest.mark.parametrize("interruption", [KeyboardInterrupt, ValueError])
def test_an_exception_on_the_way_stops_the_child_and_its_children(tmp_path, interruption):
    pids: list[int] = []

    def on_line(line: str) -> None:
        pids.append(int(line))
        raise interruption

    with pytest.raises(interruption):
        run_process(python(SPAWN), tmp_path, os.environ, on_line)
    assert wait_until_gone(pids[0])


def test_a_child_that_takes_too_long_is_stopped(tmp_path):
    started = time.monotonic()
    with pytest.raises(TimeoutError):
        run_process(python("import time; time.sleep(60)"), tmp_path, os.environ, timeout=0.3)
    assert time.monotonic() - started < 10


def test_a_child_may_clean_up_after_the_interrupt():
    text = (
        "import signal, time\n"
        "signal.signal(signal.SIGINT, signal.default_int_handler)\n"  # a shell's background job ignores it
        "try:\n  print('up', flush=True)\n  time.sleep(60)\nexcept KeyboardInterrupt:\n  print('clean')\n"
    )
    child = subprocess.Popen(python(text), stdout=subprocess.PIPE, text=True, start_new_session=True)
    assert child.stdout.readline() == "up\n"
    stop(child)
    assert child.stdout.read() == "clean\n"
    assert child.returncode == 0


def test_a_child_that_does_not_listen_is_killed():
    text = "import signal, time; signal.signal(2, signal.SIG_IGN); print('up', flush=True); time.sleep(60)"
    child = subprocess.Popen(python(text), stdout=subprocess.PIPE, text=True, start_new_session=True)
    child.stdout.readline()
    stop(child, grace=0.2)
    assert child.returncode == -signal.SIGKILL
