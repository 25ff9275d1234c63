"""Learns the range of a number and the number of elements, by asking."""

from __future__ import annotations

from collections.abc import Sequence

from tfgen.aws.refusals.accept import takes_number
from tfgen.aws.refusals.model import ValueRefusal
from tools.ask.battery import HELD_BACK_NUMBERS, ITEM_COUNTS, NUMBERS, SCREEN_NUMBERS
from tools.ask.messages import listed, numbers
from tools.ask.places import Asker


def learn_numbers(asker: Asker) -> list[ValueRefusal]:
    """The range or list of a number."""
    if all(map(asker.takes_number, SCREEN_NUMBERS)):
        return []
    messages = _about_number(asker, SCREEN_NUMBERS[0]) or _about_number(asker, SCREEN_NUMBERS[-1])
    for message in messages:
        values = listed(message)
        if values:
            return _number_list(asker, values)
    probed = {number: asker.takes_number(number) for number in _probes(messages)}
    refusal = _range(asker, probed)
    if refusal is None:
        return []
    held_back = {number: asker.takes_number(number) for number in HELD_BACK_NUMBERS}
    for number, taken in (*probed.items(), *held_back.items()):
        if taken and not takes_number(refusal, number):
            return []
    return [refusal]


def _about_number(asker: Asker, number: int) -> tuple[str, ...]:
    return asker.about([number] if asker.place.attribute.several else number)


def _probes(messages: Sequence[str]) -> list[int]:
    probes = set(NUMBERS)
    for message in messages:
        for number in numbers(message):
            probes.update((number - 1, number, number + 1))
    return sorted(probes)


def _number_list(asker: Asker, values: Sequence[str]) -> list[ValueRefusal]:
    try:
        wanted = sorted(int(value.strip(",")) for value in values)
    except ValueError:
        return []
    probes = {*NUMBERS, *HELD_BACK_NUMBERS, *(n + 1 for n in wanted), *(n - 1 for n in wanted)}
    taken = {number for number in probes | set(wanted) if asker.takes_number(number)}
    if taken != set(wanted):
        return []
    texts = tuple(str(number) for number in wanted)
    return [ValueRefusal(asker.place.path, "enum", values=texts)]


def _range(asker: Asker, probed: dict[int, bool]) -> ValueRefusal | None:
    """The range between the least and the greatest number taken, and 0 or -1 where they are taken besides."""
    taken = sorted(number for number, is_taken in probed.items() if is_taken)
    apart = [n for n in (-1, 0) if probed[n] and not probed[n + 1] and not probed.get(n - 1)]
    inside = [number for number in taken if number not in apart]
    if not inside:
        return None
    order = sorted(probed)
    below = [number for number in order if number < inside[0] and number not in apart]
    above = [number for number in order if number > inside[-1]]
    least = _border(asker, below[-1], inside[0]) if below else None
    most = _border(asker, above[0], inside[-1]) if above else None
    if least is None and most is None:
        return None
    extra = tuple(str(number) for number in apart)
    return ValueRefusal(asker.place.path, "range", values=extra, least=least, most=most)


def _border(asker: Asker, refused: int, taken: int) -> int:
    """The last number taken on the way to one that is refused."""
    while abs(refused - taken) > 1:
        middle = (refused + taken) // 2
        if asker.takes_number(middle):
            taken = middle
        else:
            refused = middle
    return taken


def learn_counts(asker: Asker) -> list[ValueRefusal]:
    """The number of elements, where the provider counts them."""
    if not any(_about_count(asker, count) for count in (ITEM_COUNTS[0], 2, ITEM_COUNTS[-1])):
        return []
    counts = {count: not _about_count(asker, count) for count in ITEM_COUNTS}
    taken = [count for count, is_taken in counts.items() if is_taken]
    if not taken or len(taken) == len(counts):
        return []
    below = [count for count in counts if count < taken[0]]
    above = [count for count in counts if count > taken[-1]]
    least = _count_border(asker, below[-1], taken[0]) if below else None
    most = _count_border(asker, above[0], taken[-1]) if above else None
    if any(not is_taken for count, is_taken in counts.items() if taken[0] < count < taken[-1]):
        return []
    return [ValueRefusal(asker.place.path, "items", least=least, most=most)]


_COUNTED = (
    "list items",
    "set items",
    "item maximum",
    "item minimum",
    "items maximum",
    "items minimum",
    "must contain at",
    "must contain between",
    "attribute supports",
    "attribute requires",
)


def _about_count(asker: Asker, count: int) -> bool:
    """True if the provider finds fault with the number of elements."""
    element = asker.place.attribute.element
    values: list[object] = [f"e{n}" if element == "string" else n for n in range(count)]
    said = asker.about(values)
    return any(sign in text.lower() for text in said for sign in _COUNTED)


def _count_border(asker: Asker, refused: int, taken: int) -> int:
    while abs(refused - taken) > 1:
        middle = (refused + taken) // 2
        if _about_count(asker, middle):
            refused = middle
        else:
            taken = middle
    return taken
