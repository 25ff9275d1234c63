"""Baselines: what they hold, what they hide, what is wrong with them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.suppress.hcl import put
from tfgen.diagnostics import Diagnostic
from tfgen.source import LineIndex
from tfgen.suppress.baseline import (
    Baseline,
    FindingKey,
    encode,
    load_baseline,
    not_in_baseline,
    unused_entries,
    with_keys,
)

_NAMES = st.sampled_from(["format", "findings", "file", "code", "summary", "fingerprint", "count", "x"])
_JSON = st.recursive(
    st.none() | st.integers() | st.sampled_from(["", "a.tf", "TFG301"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(_NAMES, inner, max_size=6),
    max_leaves=8,
)


def at(text: str, word: str, code: str = "TFG301", file: str = "/r/a/main.tf") -> list[Diagnostic]:
    """A finding at each place of a word."""
    lines, found, start = LineIndex.of(text), [], text.find(word)
    while start >= 0:
        found.append(Diagnostic(code, f'Unknown "{word}"').at(file, lines.range(start, start + len(word))))
        start = text.find(word, start + 1)
    return found


def keys(text: str, found: Iterable[Diagnostic]) -> list[FindingKey | None]:
    return [key for _, key in with_keys(found, Path("/r"), lambda _: text)]


OLD = "a {\n  bad = 1\n}\n"


def test_an_entry_has_no_line_numbers_and_no_path_of_a_machine() -> None:
    (key,) = keys(OLD, at(OLD, "bad"))
    assert key is not None
    assert (key.file, key.code, key.summary) == ("a/main.tf", "TFG301", 'Unknown "bad"')


@pytest.mark.parametrize(
    "text",
    [
        "# more\n\n" + OLD,
        "a {\n  other = 2\n  bad   =   1\n}\n",
        "a {\n\tbad=1\n}\n",
        OLD.replace("\n", "\r\n"),
    ],
)
def test_edits_elsewhere_and_layout_do_not_bring_it_back(text: str) -> None:
    assert keys(text, at(text, "bad")) == keys(OLD, at(OLD, "bad"))


def test_an_edit_of_its_line_does() -> None:
    text = OLD.replace("1", "2")
    assert keys(text, at(text, "bad")) != keys(OLD, at(OLD, "bad"))


def test_another_code_or_summary_is_another_entry() -> None:
    assert len({*keys(OLD, at(OLD, "bad")), *keys(OLD, at(OLD, "ba")), *keys(OLD, at(OLD, "bad", "TFG302"))}) == 3


def test_what_no_baseline_holds() -> None:
    found = [*at(OLD, "bad", "TFG201"), Diagnostic("TFG205", "x"), Diagnostic("TFG024", "x", file="a.tf")]
    assert keys(OLD, found) == [None, None, None]


def known(text: str) -> Baseline:
    key = keys(text, at(text, "bad"))
    return Baseline(Path("/r/b.json"), {k: key.count(k) for k in key if k})


def test_it_hides_what_it_knows() -> None:
    text = OLD + "worse = 1\n"
    kept, left = not_in_baseline([*at(text, "bad"), *at(text, "worse")], known(OLD), lambda _: text)
    assert ([d.summary for d in kept], left.total()) == (['Unknown "worse"'], 0)


def test_one_more_of_the_same_is_new() -> None:
    text = OLD + OLD
    kept, _ = not_in_baseline(at(text, "bad"), known(OLD), lambda _: text)
    assert [d.range.start.line for d in kept if d.range] == [5]


def test_one_less_is_left_over() -> None:
    kept, left = not_in_baseline(at(OLD, "bad"), known(OLD + OLD), lambda _: OLD)
    assert (kept, left.total()) == ((), 1)


def test_what_is_gone_is_told_in_short() -> None:
    entries = {FindingKey(f"{i}.tf", "TFG301", "x", "0"): 1 for i in range(7)}
    found = unused_entries(entries, Baseline(Path("b.json"), entries))
    assert (found.code, found.severity.label) == ("TFG056", "note")
    assert found.summary == "7 entries of the baseline are not found any more"
    assert found.detail.splitlines() == [*(f"TFG301 in {i}.tf: x" for i in range(5)), "and 2 more"]
    only = {FindingKey("a.tf", "TFG301", "x", "0"): 1}
    assert unused_entries(only, known(OLD)).summary == "An entry of the baseline is not found any more"


def test_what_is_gone_is_shown_at_its_entry() -> None:
    old, new = FindingKey("a.tf", "TFG301", "x", "00"), FindingKey("a.tf", "TFG301", "x", "01")
    baseline = Baseline(Path("b.json"), {}, encode({old: 3, new: 1}).decode())
    places = [unused_entries(left, baseline).range for left in ({old: 3}, {new: 1}, {old: 1, new: 1})]
    assert [place.start.line for place in places if place] == [4, 5, 4]


class TestTheFile:
    ENTRIES: Mapping[FindingKey, int] = {
        FindingKey("b.tf", "TFG301", 'Unknown "ü"', "00ff"): 2,
        FindingKey("a.tf", "TFG302", "x", "01"): 1,
        FindingKey("a.tf", "TFG301", "x", "02"): 1,
        FindingKey("a.tf", "TFG301", "gone", "02"): 0,
    }
    TEXT = """\
{
"format": 1,
"findings": [
{"file": "a.tf", "code": "TFG301", "summary": "x", "fingerprint": "02", "count": 1},
{"file": "a.tf", "code": "TFG302", "summary": "x", "fingerprint": "01", "count": 1},
{"file": "b.tf", "code": "TFG301", "summary": "Unknown \\"ü\\"", "fingerprint": "00ff", "count": 2}
]
}
"""

    def test_it_is_sorted_with_an_entry_a_line(self) -> None:
        assert encode(self.ENTRIES).decode() == self.TEXT
        assert encode(dict(reversed(list(self.ENTRIES.items())))) == encode(self.ENTRIES)
        assert json.loads(encode({})) == {"format": 1, "findings": []}

    def test_it_is_read_as_it_was_written(self, tmp_path: Path) -> None:
        entries = {FindingKey("\udcff.tf", "TFG301", "x", "0"): 1} | {k: n for k, n in self.ENTRIES.items() if n}
        (tmp_path / "b.json").write_bytes(encode(entries))
        text = encode(entries).decode()
        assert load_baseline(tmp_path / "b.json") == (Baseline(tmp_path / "b.json", entries, text), ())

    def test_the_same_entry_twice_counts_twice(self, tmp_path: Path) -> None:
        line = '{"file": "a.tf", "code": "TFG301", "summary": "x", "fingerprint": "02"}'
        put(tmp_path, {"b.json": f'{{"format": 1, "findings": [{line}, {line}]}}'})
        baseline, _ = load_baseline(tmp_path / "b.json")
        assert baseline is not None
        assert list(baseline.counts.values()) == [2]

    @pytest.mark.parametrize(
        ("content", "line", "column", "detail"),
        [
            ("", 1, 1, "It is not JSON: Expecting value."),
            ('{\n"format": 1,\n<<<<<<< HEAD\n', 3, 1, "It is not JSON"),
            ("[]", 1, 1, "It is no baseline: Expected `object`, got `array`."),
            ('{"findings": []}', 1, 1, "It is no baseline: Object missing required field `format`."),
            ('{"format": 2, "findings": 3}', 1, 1, "It has format 2; this tfgen reads up to 1."),
            ('{"format": 1,\n "findings": {}}', 2, 2, "It is no baseline: Expected `array`"),
            (TEXT.replace('"02", "count": 1', '"02", "count": "1"'), 4, 73, "It is no baseline: Expected `int`"),
            (TEXT.replace('"count": 2', '"count": 0'), 6, 87, "It is no baseline: Expected `int` >= 1"),
            (TEXT.replace('"code": "TFG302", ', ""), 5, 1, "It is no baseline: Object missing required field `code`"),
            ("[" * 100_000, 1, 1, "It is nested too deep."),
            ('{"format": ' + "1" * 5000 + "}", 1, 1, "It is not JSON: Exceeds the limit"),
            ('{"format": true}', 1, 2, "It is no baseline: Expected `int`, got `bool`"),
        ],
    )
    def test_a_broken_one(self, tmp_path: Path, content: str, line: int, column: int, detail: str) -> None:
        put(tmp_path, {"b.json": content})
        baseline, (found,) = load_baseline(tmp_path / "b.json")
        assert baseline is None
        assert (found.code, found.severity.label) == ("TFG055", "error")
        assert found.detail.startswith(detail)
        assert found.range is not None
        assert (found.range.start.line, found.range.start.column) == (line, column)

    def test_not_utf_8(self, tmp_path: Path) -> None:
        put(tmp_path, {"b.json": b"\xff"})
        assert load_baseline(tmp_path / "b.json")[1][0].detail == "It is not UTF-8: see the byte at 0."

    def test_a_folder(self, tmp_path: Path) -> None:
        assert load_baseline(tmp_path)[1][0].detail == "It cannot be read: Is a directory."

    def test_none(self, tmp_path: Path) -> None:
        with pytest.raises(FileNotFoundError):
            load_baseline(tmp_path / "b.json")

    @given(st.text(st.sampled_from('{}[]":,1-eabtfnull\\ \n')) | st.binary())
    def test_any_content_is_read(self, tmp_path_factory: pytest.TempPathFactory, content: str | bytes) -> None:
        path = tmp_path_factory.getbasetemp() / "any.json"
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        baseline, found = load_baseline(path)
        assert (baseline is None) == (len(found) == 1)

    @given(_JSON)
    def test_any_json_is_read(self, tmp_path_factory: pytest.TempPathFactory, data: object) -> None:
        path = tmp_path_factory.getbasetemp() / "any.json"
        path.write_text(json.dumps({"format": 1, "findings": data}))
        load_baseline(path)
        path.write_text(json.dumps(data))
        load_baseline(path)
