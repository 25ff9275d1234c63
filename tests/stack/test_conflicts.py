from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.annotations import annotated
from tests.messages import told
from tests.stack.stacks import HEAD, bind
from tfgen.stack.conflicts import cycles


def ways(*uses: str) -> list[str]:
    """``ways("a b c", "b a")``: a uses b and c, b uses a."""
    return [" ".join(path) for path in cycles({use.split()[0]: use.split()[1:] for use in uses})]


@pytest.mark.parametrize(
    ("uses", "found"),
    [
        ([], []),
        (["a b", "b c", "c"], []),
        (["a b c", "b d", "c d", "d"], []),
        (["a a"], ["a a"]),
        (["a b", "b a"], ["a b a"]),
        (["a b", "b c", "c a"], ["a b c a"]),
        (["a b", "b c", "c b"], ["b c b"]),
        (["a b c", "b a", "c a"], ["a b a", "c a c"]),
        (["a b", "b a", "c d", "d c"], ["a b a", "c d c"]),
        (["a b", "b c a", "c a"], ["a b a", "c a b c"]),
        (["a x"], []),
    ],
)
def test_cycles(uses: list[str], found: list[str]) -> None:
    assert ways(*uses) == found


def test_many_services_that_use_all_before_them_take_no_time() -> None:
    names = [f"s{i}" for i in range(200)]
    assert list(cycles({name: names[:i] for i, name in enumerate(names)})) == []


@given(st.lists(st.lists(st.integers(0, 5), max_size=4), max_size=6))
def test_every_way_is_a_way_and_every_service_in_a_cycle_is_on_one(graph: list[list[int]]) -> None:
    uses = {str(i): [str(n) for n in others] for i, others in enumerate(graph)}
    found = list(cycles(uses))
    for path in found:
        assert path[0] == path[-1]
        assert all(after in uses[before] for before, after in pairwise(path))
    assert {name for path in found for name in path} == {name for name in uses if name in reached(name, uses)}


def reached(start: str, uses: dict[str, list[str]]) -> set[str]:
    found: set[str] = set()
    pending = list(uses[start])
    while pending:
        name = pending.pop()
        if name not in found:
            found.add(name)
            pending += uses.get(name, [])
    return found


def test_services_that_need_each_other() -> None:
    text = """\
HEAD
environments: {dev: , prod: }
services:
  «network»: {module: net, cidr: "${files.arn}"} ⟵ TFG019
  files: {module: store, subnets: [], password: "${network.id}"}
  «other»: {module: net, cidr: "${other.id}"} ⟵ TFG019
  worker: {module: user, net_id: "${other.id}"}
""".replace("HEAD\n", HEAD)
    _, found = bind(text)
    assert annotated(text, found) == text
    assert told(found) == [
        "services.network: Services need each other | network needs files needs network. | "
        "Let one of them do without the other, or split it into two services.",
        "services.other: Services need each other | other refers to itself. | "
        "A service cannot use what it is still making.",
    ]


def test_wiring_counts_as_needing() -> None:
    text = (
        HEAD
        + """environments: {dev: }
services:
  «network»: {module: net, cidr: "${files.arn}"} ⟵ TFG019
  files: {module: store}
"""
    )
    _, found = bind(text)
    assert annotated(text, found) == text
    assert [f.detail for f in found] == ["network needs files needs network."]


def test_services_of_one_name() -> None:
    text = (
        HEAD
        + """environments: {dev: }
services:
  one: {module: net, cidr: x, name: core}
  two: {module: net, cidr: x, name: «core»} ⟵ TFG009
  three: {module: user, net_id: x, name: core}
"""
    )
    _, found = bind(text)
    assert annotated(text, found) == text
    assert told(found) == [
        "services.two.name: Two services of one name | one has the name core too, and both are of module net. | "
        "Give them different names."
    ]
