"""The settings in effect, with their sources."""

from __future__ import annotations

from tfgen.diagnostics import Severity
from tfgen.settings.decode import read_settings
from tfgen.settings.effective import FORMAT_VERSION, EffectiveSetting, Flags, SettingsDocument, in_effect, render
from tfgen.settings.model import NONE, Settings
from tfgen.source import SourceFile

NO_FLAGS = Flags()


def settings(text: str) -> Settings:
    return read_settings(SourceFile("/r/.tfgen.yaml", text))[0]


def shown(of: Settings, flags: Flags = NO_FLAGS) -> list[EffectiveSetting]:
    return in_effect("a", of, flags, lambda p: p.removeprefix("/r/"))["settings"]


def test_defaults() -> None:
    assert [(s["key"], s["value"], s["source"]) for s in shown(NONE)] == [
        ("disable", [], "default"),
        ("fail_level", "error", "default"),
        ("provider.aws", None, "default"),
        ("exclude", [], "default"),
        ("baseline", None, "default"),
    ]


def test_of_a_file() -> None:
    text = "check:\n  levels:\n    TFG309: note\n  provider:\n    aws: 5.100.0\n  baseline: ../k.json\n"
    assert [(s["key"], s["value"], s["source"]) for s in shown(settings(text)) if s["source"] != "default"] == [
        ("levels.TFG309", "note", ".tfgen.yaml:3"),
        ("provider.aws", "5.100.0", ".tfgen.yaml:5"),
        ("baseline", "/k.json", ".tfgen.yaml:6"),
    ]


def test_flags_win() -> None:
    text = "check: {fail_level: note, provider: {aws: 5.100.0}, baseline: k.json}"
    flags = Flags(Severity.WARNING, "6.62.0", "b.json")
    assert [(s["key"], s["value"], s["source"]) for s in shown(settings(text), flags) if s["source"] != "default"] == [
        ("fail_level", "warning", "--fail-level"),
        ("provider.aws", "6.62.0", "--provider"),
        ("baseline", "b.json", "--baseline"),
    ]


def test_as_text() -> None:
    directory = in_effect("a", NONE, Flags(), str)
    document = SettingsDocument(format_version=FORMAT_VERSION, directories=[directory, directory])
    assert render(document).split("\n\n")[1] == (
        "a: no .tfgen.yaml here or above\n"
        "  disable       none                     default\n"
        "  fail_level    error                    default\n"
        "  provider.aws  from required_providers  default\n"
        "  exclude       none                     default\n"
        "  baseline      none                     default"
    )
