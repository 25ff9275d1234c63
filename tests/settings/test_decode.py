"""``.tfgen.yaml``: what it says, and what is wrong with it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.annotations import annotated, source
from tfgen.codes.table import CODES
from tfgen.diagnostics import Severity
from tfgen.settings.decode import read_settings
from tfgen.settings.model import Settings
from tfgen.source import SourceFile


def read(text: str) -> tuple[Settings, list[str]]:
    """The settings, and the code of each finding."""
    settings, found = read_settings(SourceFile("/r/.tfgen.yaml", text))
    assert all(d.file == "/r/.tfgen.yaml" and d.severity is Severity.ERROR for d in found)
    return settings, [d.code for d in found if d.range]


ALL = """\
check:
  disable: [TFG502, name-without-suffix]
  levels:
    TFG309: warning
    hard-coded-region: error
  fail_level: note
  provider: {aws: 5.100.0}
  exclude: [legacy, "**/generated_*.tf"]
  baseline: tfgen-baseline.json
"""


def test_all_that_it_may_say() -> None:
    settings, found = read(ALL)
    assert found == []
    assert settings.disabled == {"TFG501", "TFG502"}
    assert settings.levels == {"TFG309": Severity.WARNING, "TFG502": Severity.ERROR}
    assert settings.fail_level is Severity.NOTE
    assert settings.version == "5.100.0"
    assert settings.exclude == ("legacy", "**/generated_*.tf")
    assert settings.baseline == "tfgen-baseline.json"
    lines = {key: place.start.line for key, place in settings.places.items()}
    assert lines == {
        "disable": 2,
        "levels": 3,
        "levels.TFG309": 4,
        "levels.TFG502": 5,
        "fail_level": 6,
        "provider": 7,
        "exclude": 8,
        "baseline": 9,
    }


@pytest.mark.parametrize("text", ["", "# nothing\n", "check:\n", "check: {}\n", "---\n", "check: {levels: null}\n"])
def test_it_may_say_nothing(text: str) -> None:
    settings, found = read(text)
    assert found == []
    assert (settings.disabled, dict(settings.levels), settings.fail_level) == (frozenset(), {}, None)


def test_the_beginning_of_codes_disables_them_all() -> None:
    assert read("check: {disable: [TFG5]}")[0].disabled == {c for c in CODES if c.startswith("TFG5")}


def test_what_cannot_be_silenced_is_left_out_of_many() -> None:
    settings, found = read("check: {disable: [TFG2]}")
    assert found == []
    assert "TFG205" in settings.disabled
    assert "TFG201" not in settings.disabled


def test_the_narrower_level_counts_wherever_it_stands() -> None:
    for text in ("{TFG309: error, TFG3: note}", "{TFG3: note, literal-of-wrong-type: error}"):
        levels = read(f"check:\n  levels: {text}\n")[0].levels
        assert (levels["TFG309"], levels["TFG301"]) == (Severity.ERROR, Severity.NOTE)


@pytest.mark.parametrize(
    ("text", "help_"),
    [
        ("«chek»: {} ⟵ TFG003", 'Did you mean "check"?'),
        ("check:\n  «disabled»: [] ⟵ TFG003", 'Did you mean "disable"?'),
        ("check: «[]» ⟵ TFG004", 'Write {key: value}, or "key: value" on indented lines.'),
        ("check:\n  disable: «TFG502» ⟵ TFG004", 'Write [a, b], or "- a" on lines of their own.'),
        ("check:\n  disable: [«true»] ⟵ TFG004", "Write a text, in quotes if need be."),
        ("check:\n  disable: [«hard-coded-regoin»] ⟵ TFG050", 'Did you mean "hard-coded-region"?'),
        ("check:\n  levels: {«TFG301x»: note} ⟵ TFG050", 'Did you mean "TFG301"?'),
        ("check:\n  disable: [«TFG201»] ⟵ TFG051", "Remove it here."),
        ("check:\n  levels: {TFG301: «warn»} ⟵ TFG052", 'Did you mean "warning"?'),
        ("check:\n  levels: {TFG301: «off»} ⟵ TFG052", "Levels: error, warning, note."),
        ("check:\n  fail_level: «3» ⟵ TFG052", "Levels: error, warning, note."),
        ("check:\n  provider: {aws: «~> 5.0»} ⟵ TFG052", "Write it whole, as in 6.62.0."),
        ("check:\n  provider: {«gcp»: 5.0.0} ⟵ TFG052", "Write it as in {aws: 6.62.0}."),
        ("check:\n  provider: «5.0.0» ⟵ TFG004", 'Write {key: value}, or "key: value" on indented lines.'),
        (
            "check:\n  exclude: [«../x»] ⟵ TFG052",
            "Patterns are relative to this file's folder, as in legacy or **/generated_*.tf.",
        ),
        ("check:\n  baseline: «''» ⟵ TFG052", "Write it as in tfgen-baseline.json."),
        ("check:\n  baseline: «[a]» ⟵ TFG004", "Write a text, in quotes if need be."),
        ("check:\n  disable: [\n«» ⟵ TFG001", ""),
        ("check:\n  levels: {TFG301: note, «unknown-argument»: error} ⟵ TFG005", "Remove one of them."),
        ("check: {}\n«check»: {} ⟵ TFG005\n", "Remove one of them, or give it another name."),
    ],
)
def test_what_is_wrong_is_said_with_its_place(text: str, help_: str) -> None:
    _, (found,) = read_settings(source(text, "/r/.tfgen.yaml"))
    assert annotated(text, [found]) == text
    assert found.file == "/r/.tfgen.yaml"
    if help_:
        assert found.help == help_


def test_what_can_be_read_counts_beside_what_cannot() -> None:
    settings, found = read("check: {disable: [TFG502, nonsense], fail_level: 7, baseline: b.json}")
    assert found == ["TFG050", "TFG052"]
    assert (set(settings.disabled), settings.baseline) == ({"TFG502"}, "b.json")


_PIECES = [
    "check:", " ", "\n", "  ", "disable", "levels", "fail_level", "provider", "exclude", "baseline", ": ", "[", "]",
    "{", "}", ",", "TFG301", "TFG3", "TFG201", "note", "aws", "6.62.0", "**", "../", "null", "3", "'", "&a", "*a", "\t",
]  # fmt: skip


@given(st.lists(st.sampled_from(_PIECES)))
def test_any_text_is_read(pieces: list[str]) -> None:
    settings, found = read_settings(SourceFile("/r/.tfgen.yaml", "".join(pieces)))
    settings.excludes("/r/a/main.tf")
    assert all(d.file == "/r/.tfgen.yaml" and d.range for d in found)
