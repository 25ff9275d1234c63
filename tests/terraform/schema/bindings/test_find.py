import subprocess
from pathlib import Path
from types import SimpleNamespace

import pytest

from tfgen.terraform.schema.bindings import packages
from tfgen.terraform.schema.bindings.find import search
from tfgen.terraform.schema.bindings.packages import AbsentPackageError, PackageError, download, package_versions

MADE_FROM = {
    "1.0.0": "2.0.0",
    "2.0.0": "2.9.0",
    "10.0.0": "2.10.1",
    "11.0.0": "3.0.0",
    "12.0.0": None,
    "13.0.0": "3.2.0",
}


@pytest.mark.parametrize(
    ("wanted", "package"),
    [
        ("2.0.0", "1.0.0"),
        ("2.9.0", "2.0.0"),
        ("2.10.1", "10.0.0"),
        ("3.0.0", "11.0.0"),
        ("3.2.0", "13.0.0"),
        ("2.9.5", None),
    ],
)
def test_a_package_is_found_by_the_provider_s_version(wanted: str, package: str | None) -> None:
    seen: list[str] = []

    found = search("p", tuple(MADE_FROM), wanted, lambda _, version: MADE_FROM[version], seen)

    assert found == package
    assert package is not None or seen


SAID = {
    "ERROR: No matching distribution found for cdktn-provider-x": (AbsentPackageError, "there is no package"),
    "WARNING: NewConnectionError('...')\nERROR: No matching distribution found": (PackageError, "cannot reach"),
    "/usr/bin/python: No module named pip": (PackageError, "has no pip"),
    "ERROR: disk full": (PackageError, "disk full"),
}


@pytest.mark.parametrize(("said", "expected"), SAID.items())
def test_what_pip_says_in_words_for_users(
    said: str, expected: tuple[type[PackageError], str], monkeypatch: pytest.MonkeyPatch
) -> None:
    done = SimpleNamespace(returncode=1, stdout="", stderr=said)
    monkeypatch.setattr(packages.subprocess, "run", lambda *_, **__: done)

    with pytest.raises(expected[0], match=expected[1]):
        package_versions("cdktn-provider-x")


def test_pip_is_called_without_a_shell(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    calls: list[list[str]] = []

    def run(command: list[str], **options: object) -> SimpleNamespace:
        calls.append(command)
        assert not options.get("shell")
        (tmp_path / "x.whl").touch()
        return SimpleNamespace(returncode=0, stdout="", stderr="")

    monkeypatch.setattr(packages.subprocess, "run", run)
    download("cdktn-provider-x", "1.0.0; rm", tmp_path)

    assert "cdktn-provider-x==1.0.0; rm" in calls[0]
    assert subprocess is packages.subprocess
