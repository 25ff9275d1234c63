"""The baselines of a run: which findings they hide, what is said of them, what is written."""

from __future__ import annotations

from pathlib import Path

from tests.suppress.hcl import put
from tfgen.diagnostics import Diagnostic, Diagnostics
from tfgen.settings.model import NONE, Settings
from tfgen.source import LineIndex, Range
from tfgen.suppress.baseline import FindingKey, encode, load_baseline
from tfgen.suppress.baselines import entries, without_known


def at(file: str, line: int, code: str = "TFG301") -> Diagnostic:
    place = LineIndex.of("x\n" * 9).pos(2 * (line - 1))
    return Diagnostic(code, "s").at(file, Range(place, place))


def codes(found: Diagnostics) -> list[tuple[str, str | None]]:
    return [(d.code, Path(d.file).name if d.file else None) for d in found]


def written(path: Path, *found: Diagnostic, texts: dict[str, str]) -> None:
    path.write_bytes(encode(entries(found, path, texts)))


def test_problems_first_then_findings_in_order_then_notes(tmp_path: Path) -> None:
    a, b, c = (f"{tmp_path.as_posix()}/{name}.tf" for name in "abc")
    texts = {a: "x = 1\n", b: "y = 1\n", c: "z = 1\n"}
    good, bad = tmp_path / "good.json", tmp_path / "bad.json"
    written(good, at(a, 1), at(a, 1, "TFG302"), texts=texts)
    put(tmp_path, {"bad.json": "{"})
    found = (at(c, 1), at(b, 1), at(a, 1), Diagnostic("TFG205", "s"))
    left, hidden = without_known(found, texts, {good: NONE, bad: NONE}, lambda f: {a: good, b: bad}.get(f))
    assert codes(left) == [
        ("TFG055", "bad.json"),
        ("TFG301", "c.tf"),
        ("TFG301", "b.tf"),
        ("TFG205", None),
        ("TFG056", "good.json"),
    ]
    assert hidden == 1


def test_one_that_is_not_there_is_said_where_it_is_named(tmp_path: Path) -> None:
    place = LineIndex.of("check:\n  baseline: a/k.json\n").range(19, 27)
    settings = Settings((tmp_path / ".tfgen.yaml").as_posix(), places={"baseline": place})
    (only,), _ = without_known((), {}, {tmp_path / "a/k.json": settings}, lambda _: None)
    assert (only.code, only.file, only.range) == ("TFG055", settings.file, place)
    assert only.detail == "a/k.json is not there."


def test_entries_about_no_possible_file_are_gone(tmp_path: Path) -> None:
    names = ["a\0b", "x" * 5000, "nowhere/a.tf"]
    path = tmp_path / "k.json"
    path.write_bytes(encode({FindingKey(name, "TFG301", "s", "0"): 1 for name in names}))
    (only,), _ = without_known((), {}, {path: NONE}, lambda _: None)
    assert only.summary == "3 entries of the baseline are not found any more"


def test_what_was_not_read_stays_while_it_is_there(tmp_path: Path) -> None:
    a, b, c = (f"{tmp_path.as_posix()}/{name}.tf" for name in "abc")
    texts = {a: "x\n", b: "y\n", c: "z\n"}
    path = tmp_path / "k.json"
    written(path, at(a, 1), at(b, 1), at(c, 1), texts=texts)
    put(tmp_path, {"b.tf": "y\n"})
    written(path, texts={a: "x\n"})
    baseline, _ = load_baseline(path)
    assert baseline is not None
    assert [key.file for key in baseline.counts] == ["b.tf"]
