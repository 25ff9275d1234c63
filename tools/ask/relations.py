"""Learns which arguments exclude or need each other: candidates come from messages, and every one is tested."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations, pairwise

from tfgen.aws.refusals.model import Relation
from tools.ask.combinations import Combiner, Said, States
from tools.ask.schema import AskedBlock

DEPTH = 4
"""Blocks inside blocks that are filled when everything is set."""
MAX_PAIRS = 45
MAX_ROUNDS = 40

Group = frozenset[str]


def learn_relations(combiner: Combiner, depth: int = DEPTH) -> list[Relation]:
    """The relations of a type, sorted; those of blocks at more than a depth are not looked for."""
    paths = settable_paths(combiner.block, depth=depth)
    groups, pairs, needs = _candidates(combiner, paths)
    learned: list[Relation] = []
    for group in sorted(groups, key=sorted):
        learned += _group(combiner, sorted(group & paths))
    for first, others in sorted(_conflicts(combiner, groups, pairs, paths).items()):
        taken = tuple(sorted(other for other in others if _is_conflict(combiner, first, other)))
        if taken:
            learned.append(_relation("conflict", (first, *taken)))
    for first, needed in sorted(needs.items()):
        learned += _need(combiner, first, sorted(needed & paths))
    return list(dict.fromkeys(learned))


def settable_paths(block: AskedBlock, prefix: str = "", depth: int = DEPTH) -> Group:
    """The paths of all arguments and blocks, down to a depth."""
    found = {prefix + name for name, attribute in block.attributes.items() if attribute.settable}
    for name, nested in block.blocks.items():
        found.add(prefix + name)
        if depth:
            found |= settable_paths(nested.block, f"{prefix}{name}.", depth - 1)
    return frozenset(found)


def _candidates(
    combiner: Combiner, paths: Group
) -> tuple[set[Group], set[tuple[str, str]], dict[str, set[str]]]:
    """Groups, conflicting pairs, and what needs what, as the provider's messages name them."""
    groups: set[Group] = set()
    pairs: set[tuple[str, str]] = set()
    needs: dict[str, set[str]] = {}
    for said in _messages(combiner, paths):
        names = {*said.names, *filter(None, [said.about])}
        if is_about_pair(said):
            pairs.update((a, b) for a, b in _couples(said))
        elif "all of `" in said.text or "must be specified when" in said.text:
            needs.setdefault(said.about, set()).update(names - {said.about})
        else:
            groups.add(frozenset(names))
    return groups, pairs, needs


def _messages(combiner: Combiner, paths: Group) -> Iterator[Said]:
    yield from combiner.with_states("", {})
    yield from combiner.all_but(frozenset(), DEPTH)
    for path in sorted(paths):
        yield from combiner.with_states("", {path: "set"})


def is_about_pair(said: Said) -> bool:
    """True if a message is about two arguments that exclude each other."""
    return "conflicts with" in said.text or "cannot be specified when" in said.text


def _couples(said: Said) -> Iterator[tuple[str, str]]:
    for name in said.names:
        if name != said.about:
            yield said.about, name


def _common(members: Sequence[str]) -> str:
    """The path of the block that holds all of them."""
    above = [member.split(".")[:-1] for member in members]
    shared: list[str] = []
    for steps in zip(*above, strict=False):
        if len(set(steps)) > 1:
            break
        shared.append(steps[0])
    return ".".join(shared)


def _relation(kind: str, members: Sequence[str]) -> Relation:
    at = _common(members)
    cut = len(at) + 1 if at else 0
    return Relation(at, kind, tuple(member[cut:] for member in members))  # type: ignore[arg-type]


def _refused(
    combiner: Combiner, members: Sequence[str], states: States, pair: bool = False
) -> bool:
    """True if the provider finds fault with these members beside each other: with the ``pair``, or with the group."""
    wanted = set(members)
    for said in combiner.with_states(_common(members), states):
        if pair != is_about_pair(said):
            continue
        named = {*said.names, *filter(None, [said.about])}
        if len(named & wanted) >= min(2, len(wanted)) or (named and named <= wanted):
            return True
    return False


def _group(combiner: Combiner, members: Sequence[str]) -> list[Relation]:
    """The relation of a group of which one is to be set, as asking shows it."""
    if len(members) < 2 or any(_refused(combiner, members, {m: "set"}) for m in members):
        return []
    none = _refused(combiner, members, {}) and not any(
        _refused(combiner, members, {member: "unknown"}) for member in members
    )
    couples = list(combinations(members, 2))
    if len(couples) > MAX_PAIRS:
        couples = list(pairwise(members))
    several = [_refused(combiner, members, {a: "set", b: "set"}) for a, b in couples]
    if none and all(several):
        return [_relation("exactly", members)]
    if none and not any(several):
        return [_relation("at_least", members)]
    if all(several):
        return [_relation("at_most", members)]
    return []


def _conflicts(
    combiner: Combiner, groups: set[Group], pairs: set[tuple[str, str]], paths: Group
) -> dict[str, set[str]]:
    """Every conflict: a provider names one at a time, so what is named is left out until nothing is."""
    found: dict[str, set[str]] = {}
    masked = frozenset[str]().union(*groups) if groups else frozenset()
    for first in sorted({a for a, _ in pairs} | (masked & paths)):
        rivals = frozenset(m for group in groups if first in group for m in group) - {first}
        others = {b for a, b in pairs if a == first}
        for _ in range(MAX_ROUNDS):
            named = _rivals(combiner, first, frozenset(others))
            named |= _rivals(combiner, first, rivals | others)
            named &= paths
            if not named - others:
                break
            others |= named
        if others & paths:
            found[first] = others & paths
    return found


def _rivals(combiner: Combiner, first: str, absent: Group) -> set[str]:
    named: set[str] = set()
    for said in combiner.all_but(absent, DEPTH):
        if said.about == first and "conflict" in said.text.lower():
            named.update(said.names)
    return named - {first}


def _is_conflict(combiner: Combiner, first: str, other: str) -> bool:
    if first == other or other.startswith(f"{first}.") or first.startswith(f"{other}."):
        return False
    both = (first, other)
    return (
        _refused(combiner, both, {first: "set", other: "set"}, pair=True)
        and not _refused(combiner, both, {first: "set"}, pair=True)
        and not _refused(combiner, both, {other: "set"}, pair=True)
        and not _refused(combiner, both, {first: "set", other: "unknown"}, pair=True)
    )


def _need(combiner: Combiner, first: str, needed: Sequence[str]) -> list[Relation]:
    members = (first, *needed)
    if not needed or _refused(combiner, members, dict.fromkeys(members, "set")):
        return []
    for missing in needed:
        present: States = {member: "set" for member in members if member != missing}
        unknown: States = {**present, missing: "unknown"}
        if not _refused(combiner, members, present) or _refused(combiner, members, unknown):
            return []
    return [_relation("with", members)]
