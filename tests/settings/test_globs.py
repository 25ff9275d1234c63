"""Path patterns."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tfgen.settings.globs import fits, problem


@pytest.mark.parametrize(
    ("pattern", "path"),
    [
        ("legacy", "legacy"),
        ("legacy", "legacy/a/main.tf"),
        ("legacy/", "legacy/main.tf"),
        ("./legacy/**", "legacy/a/b/main.tf"),
        ("envs/*/old.tf", "envs/dev/old.tf"),
        ("**/generated_*.tf", "generated_1.tf"),
        ("**/generated_*.tf", "a/b/generated_x.tf"),
        ("a/**/b", "a/b/main.tf"),
        ("a/**/b", "a/x/y/b"),
        ("**", "a/b.tf"),
        ("**/**", "a.tf"),
        ("?.tf", "a.tf"),
        ("[ab].tf", "a.tf"),
        ("[!ab].tf", "c.tf"),
        ("[]].tf", "].tf"),
        ("[^].tf", "^.tf"),
        ("a[.tf", "a[.tf"),
        ("a.tf", "a.tf"),
    ],
)
def test_fits(pattern: str, path: str) -> None:
    assert fits(pattern, path)


@pytest.mark.parametrize(
    ("pattern", "path"),
    [
        ("legacy", "a/legacy"),
        ("legacy", "legacy2/main.tf"),
        ("legacy/**", "other/main.tf"),
        ("envs/*/old.tf", "envs/a/b/old.tf"),
        ("*.tf", "a/b.tf"),
        ("?", "ab"),
        ("a?b", "a/b"),
        ("a[!x]b", "a/b"),
        ("[!ab].tf", "a.tf"),
        ("a.tf", "a_tf"),
        ("a.tf", "../a.tf"),
    ],
)
def test_fits_not(pattern: str, path: str) -> None:
    assert not fits(pattern, path)


@pytest.mark.parametrize("pattern", ["", " ", "/", "/etc", "C:/x", "../x", "a/../b", "a\\b", "[z-a].tf"])
def test_what_is_no_pattern(pattern: str) -> None:
    assert problem(pattern)


@given(st.text("ab*?[]!^-\\/.~&|", min_size=1))
def test_any_pattern_can_be_tried(pattern: str) -> None:
    if not problem(pattern):
        fits(pattern, "a/b")


@given(st.text("ab[]!^-*?.~&|{}()$+", min_size=1).filter(lambda s: s not in (".", "..")))
def test_a_name_without_signs_fits_itself(name: str) -> None:
    if not re.search(r"[*?\[]", name):
        assert fits(name, name)
