"""The shipped tables of the parser against the grammar they are made from."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest
from msgspec import msgpack

from tests.terraform.hcl.test_lalr import SNIPPETS
from tfgen.cache import store
from tfgen.terraform.hcl.actions import TreeBuilder
from tfgen.terraform.hcl.grammar import TABLES, text
from tfgen.terraform.hcl.lalr import Tables
from tfgen.terraform.hcl.terminals import Terminals
from tools.hcl.build import GrammarError, payload, tables


def test_the_shipped_tables_are_those_of_the_grammar() -> None:
    shipped = store.read(TABLES, text().encode())
    assert shipped is not None, "run: python -m tools.hcl.build"
    assert shipped == payload(text())


def test_the_order_of_python_s_sets_does_not_show_in_the_tables() -> None:
    code = "import sys; from tools.hcl.build import *; sys.stdout.buffer.write(payload(text()))"
    for seed in ("1", "2"):
        environment = os.environ | {"PYTHONHASHSEED": seed}
        written = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, env=environment).stdout
        assert written == store.read(TABLES, text().encode())


def test_each_rule_is_built_by_a_method_and_each_method_builds_a_rule() -> None:
    made = tables(text())
    methods = {name for name in vars(TreeBuilder) if not name.startswith("_")}
    named = {production.method for production in made.productions if not production.single}
    assert {name for name in named if not name.startswith(("_", "$"))} == methods


def test_the_terminals_of_the_grammar_are_those_that_tokens_become() -> None:
    made = tables(text())
    met: set[str] = set()
    for snippet in SNIPPETS:
        met.update(token.type for token in Terminals(snippet).tokens())
    assert {symbol for symbol in made.symbols if symbol.isupper()} == met | {"$END"}


def test_a_terminal_that_is_only_quoted_is_refused() -> None:
    with pytest.raises(GrammarError, match="start holds a terminal without a name"):
        payload('start : "a"')


def test_small_tables() -> None:
    grammar = "%declare A B\nstart : _as B\n_as : A*\n"
    made = msgpack.decode(payload(grammar), type=Tables)
    assert {symbol for symbol in made.symbols if symbol.isupper()} == {"A", "B", "$END"}
    assert [production.inline for production in made.productions if production.rule == "start"] == [(0,)]
