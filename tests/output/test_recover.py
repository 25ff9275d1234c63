import errno
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.output.trees import (
    Watched,
    codes,
    counting,
    everything,
    failing,
    killed,
    planned,
    put,
    render,
    tree_of,
)
from tfgen.output.apply import apply
from tfgen.output.disk import DISK
from tfgen.output.manifest import load_manifest
from tfgen.output.paths import collisions
from tfgen.output.recover import Recovered, locked, recover

pytestmark = pytest.mark.slow

OLD = {"main.tf": "old\n", "same.tf": "s\n", "gone/deep/x.tf": "old\n", "swap": "a file\n", "swop/x": "in a folder\n"}
NEW = {"main.tf": "new\n", "same.tf": "s\n", "vpc/main.tf": "new\n", "swap/x": "in a folder\n", "swop": "a file\n"}
STEPS = 70
"""More than apply takes from OLD to NEW."""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    render(tmp_path / "root", OLD)
    return tmp_path / "root"


@pytest.fixture
def ends(tmp_path: Path) -> list[dict[str, str]]:
    """The two trees that may come of it, the manifest with them: the old one and the new one."""
    render(tmp_path / "old", OLD)
    render(tmp_path / "new", OLD)
    render(tmp_path / "new", NEW)
    return [everything(tmp_path / "old"), everything(tmp_path / "new")]


def steps() -> list[str]:
    """The steps that apply takes from OLD to NEW."""
    seen: list[str] = []
    with tempfile.TemporaryDirectory() as folder:
        render(Path(folder), OLD)
        render(Path(folder), NEW, Watched(lambda _step, name: seen.append(name)))
    return seen


def whole(root: Path, ends: list[dict[str, str]]) -> int:
    """Which end the tree has come to, 0 or 1."""
    return ends.index(everything(root))


def test_nothing_to_mend(root: Path, tmp_path: Path) -> None:
    disk = counting()
    assert recover(root, disk) == recover(tmp_path / "absent", disk) == (None, ())
    assert disk.steps == 0


@pytest.mark.parametrize("step", range(STEPS))
def test_killed_at_each_step_of_apply(root: Path, ends: list[dict[str, str]], step: int) -> None:
    died = killed(step, render, root, NEW)
    mended, diagnostics = recover(root)
    assert diagnostics == ()
    assert mended is None or (died and mended.completed and whole(root, ends) == 1)
    assert whole(root, ends) in (0, 1)
    assert recover(root) == (None, ())
    assert render(root, NEW) == ()
    assert whole(root, ends) == 1


def test_kills_before_the_commit_keep_the_old_tree_and_later_ones_complete(
    tmp_path: Path, ends: list[dict[str, str]]
) -> None:
    results = []
    for step, name in enumerate(steps()):
        root = tmp_path / str(step)
        render(root, OLD)
        assert killed(step, render, root, NEW)
        mended, _ = recover(root)
        results.append((name, "completed" if mended else ["old", "new"][whole(root, ends)]))
    assert len(results) > 40
    old, completed, new = (sum(result == end for _, result in results) for end in ("old", "completed", "new"))
    assert results[old - 1] == ("replace journal.json", "old")
    assert results[old + completed] == ("rmtree staging", "new")
    assert (completed > 15, new) == (True, 2)


LATER = ["sync .tfgen", "unlink x.tf", "replace main.tf", "unlink journal.json"]
"""Steps of apply after the commit."""


@pytest.mark.parametrize("first", LATER)
def test_killed_at_each_step_of_mending(tmp_path: Path, ends: list[dict[str, str]], first: str) -> None:
    for step in range(STEPS):
        root = tmp_path / f"{first}-{step}"
        render(root, OLD)
        assert killed(first, render, root, NEW)
        died = killed(step, recover, root)
        assert recover(root)[1] == ()
        assert whole(root, ends) == 1
        if not died:
            return
    pytest.fail("recover takes more steps than thought")


@pytest.mark.parametrize("refused", ["write 3", *LATER])
def test_killed_at_each_step_of_undoing(tmp_path: Path, ends: list[dict[str, str]], refused: str) -> None:
    for step in range(STEPS * 2):
        root = tmp_path / f"{refused}-{step}"
        render(root, OLD)
        died = killed(step, render, root, NEW, refuse=refused)
        mended, diagnostics = recover(root)
        assert diagnostics == ()
        assert whole(root, ends) == (1 if mended and mended.completed else 0)
        if not died:
            return
    pytest.fail("undoing takes more steps than thought")


def test_a_plan_made_before_the_mending_is_not_carried_out(root: Path, ends: list[dict[str, str]]) -> None:
    plan = planned(root, NEW)
    assert killed("replace main.tf", apply, root, plan)
    assert codes(apply(root, plan)[1]) == ["TFG804"]
    assert whole(root, ends) == 1


def test_an_edit_after_the_crash_is_kept_and_then_found(root: Path) -> None:
    assert killed("replace main.tf", render, root, NEW)
    put(root, {"main.tf": "by hand\n", "gone/deep/x.tf": "by hand\n"})
    assert recover(root) == (Recovered(True, recovered_paths()), ())
    assert tree_of(root) == {**NEW, "main.tf": "by hand\n", "gone/deep/x.tf": "by hand\n"}
    assert [(d.code, d.file) for d in planned(root, NEW).diagnostics] == [("TFG801", "main.tf")]


def recovered_paths() -> tuple[str, ...]:
    return ("gone/deep/x.tf", "main.tf", "swap", "swap/x", "swop", "swop/x", "vpc/main.tf", ".tfgen/manifest.json")


def test_a_disk_that_still_refuses_is_a_finding_and_the_next_command_tries_again(
    root: Path, ends: list[dict[str, str]]
) -> None:
    assert killed("replace main.tf", render, root, NEW)
    assert codes(recover(root, failing(errno.EROFS, 3))[1]) == ["TFG806"]
    assert recover(root)[1] == ()
    assert whole(root, ends) == 1


def test_staged_files_that_vanished_after_the_commit_turn_it_back(root: Path, ends: list[dict[str, str]]) -> None:
    assert killed("unlink x.tf", render, root, NEW)
    for file in (root / ".tfgen/staging/new").iterdir():
        file.write_text("torn")
    mended, diagnostics = recover(root)
    assert (mended and mended.completed, diagnostics) == (False, ())
    assert whole(root, ends) == 0


def test_what_cannot_be_mended_says_how_to_go_on(root: Path) -> None:
    assert killed("replace x", render, root, NEW)
    for folder in ("new", "old"):
        for file in (root / ".tfgen/staging" / folder).iterdir():
            file.unlink()
    [finding] = recover(root)[1]
    assert finding.code == "TFG805"
    assert "version control" in finding.help
    assert codes(render(root, NEW, force=True)) == ["TFG805"]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        '{"steps": [], "made": 1}',
        '{"steps": [{"path": "../x", "before": null, "after": null}], "made": []}',
        '{"steps": [{"path": ".git/config", "before": null, "after": null}], "made": []}',
        '{"steps": [{"path": "link/x", "before": null, "after": null}], "made": []}',
        '{"steps": [], "made": ["/tmp"]}',
    ],
)
@pytest.mark.parametrize("name", ["journal.json", "undo.json"])
def test_a_journal_made_by_hand_leads_nowhere(root: Path, name: str, text: str) -> None:
    put(root, {f".tfgen/{name}": text})
    (root / "link").symlink_to(root.parent)
    assert codes(recover(root)[1]) == ["TFG805"]
    assert tree_of(root) == OLD


def test_a_home_that_is_a_link_is_not_cleared(tmp_path: Path) -> None:
    put(tmp_path, {"precious/staging/x": "mine", "root/main.tf": "1"})
    (tmp_path / "root/.tfgen").symlink_to(tmp_path / "precious")
    assert codes(recover(tmp_path / "root")[1]) == ["TFG805"]
    assert codes(planned(tmp_path / "root", {"main.tf": "1"}).diagnostics) == ["TFG803", "TFG803"]
    assert tree_of(tmp_path / "precious") == {"staging/x": "mine"}


def test_mending_waits_for_the_lock(root: Path) -> None:
    assert killed("replace main.tf", render, root, NEW)
    with locked(root, DISK):
        assert codes(recover(root)[1]) == ["TFG804"]
    assert recover(root)[1] == ()


NAMES = st.sampled_from("abcd")
PATHS = st.lists(NAMES, min_size=1, max_size=3).map("/".join)
TREES = st.dictionaries(PATHS, st.sampled_from(["", "1\n", "2\n"]), max_size=8).filter(lambda t: not collisions(t))


@settings(max_examples=100, deadline=None)
@given(old=TREES, new=TREES, step=st.integers(0, 90), again=st.integers(0, 40))
def test_any_tree_becomes_any_other_or_stays(old: dict[str, str], new: dict[str, str], step: int, again: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        assert render(root, old) == ()
        before, manifest = tree_of(root), load_manifest(root)
        killed(step, render, root, new)
        killed(again, recover, root)
        assert recover(root)[1] == ()
        if tree_of(root) == before == old:
            assert load_manifest(root) == manifest or old == new
        else:
            assert tree_of(root) == new
            assert planned(root, new).writes == ()
        assert render(root, new) == ()
        assert tree_of(root) == new
        assert planned(root, new).writes == ()
        assert not [p for p in everything(root) if p.endswith("/") and p != ".tfgen/" and not any((root / p).iterdir())]
