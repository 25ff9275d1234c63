"""Learns what values an attribute takes, by asking; what is learned is tested with other values."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from tfgen.aws.refusals.accept import takes_text
from tfgen.aws.refusals.forms import FORMS
from tfgen.aws.refusals.model import ValueRefusal
from tools.ask.battery import (
    BATTERY,
    BOGUS,
    EDGES,
    FORMATTED,
    HELD_BACK,
    IDS,
    NAMES,
    SCREEN,
)
from tools.ask.characters import learn_characters
from tools.ask.lengths import learn_lengths
from tools.ask.messages import listed, patterns, words
from tools.ask.numbers import learn_counts, learn_numbers
from tools.ask.places import Asker
from tools.ask.samples import samples

_FEW = (*NAMES[::12], *IDS[::8], *FORMATTED[::16])
"""Texts that show whether a list is all that a provider takes."""

MAX_WORDS = 9
"""Words of a value in a list, where they are not quoted."""


Memo = dict[object, tuple[ValueRefusal, ...]]
"""What was learned of places about which the provider says the same."""


def learn(asker: Asker, memo: Memo) -> list[ValueRefusal]:
    """The constraints on the values of a place."""
    if asker.is_never_taken():
        return [ValueRefusal(asker.place.path, "never")]
    learned: list[ValueRefusal] = []
    match asker.place.attribute.element:
        case "string":
            learned += _remembered(asker, memo)
        case "number":
            learned += learn_numbers(asker)
    if asker.place.attribute.several:
        learned += learn_counts(asker)
    return learned


def _remembered(asker: Asker, memo: Memo) -> list[ValueRefusal]:
    """The constraints on a text; those of a place with the same answers, if they hold here too."""
    if all(asker.takes(text) for text in SCREEN):
        return []
    values = _listed(asker)
    if values:
        return _list(asker, values)
    key = _answers(asker)
    if key in memo:
        for text in (*BATTERY[::8], *HELD_BACK[::2]):
            asker.refusals(text)
        alike = [replace(refusal, path=asker.place.path) for refusal in memo[key]]
        if len(_needed(asker, alike)) == len(alike):
            return alike
    learned = learn_texts(asker)
    memo[key] = tuple(learned)
    return learned


def _listed(asker: Asker) -> tuple[str, ...] | None:
    """The values that the provider names when it is given another."""
    for message in asker.refusals(BOGUS):
        values = listed(message)
        if values:
            return values
    return None


def _answers(asker: Asker) -> object:
    """What the provider says of a few texts, without the place's name."""
    attribute = asker.place.attribute
    name = re.compile(rf"[\w.\[\]]*\b{attribute.name}\b(\.\d+|\[[^\]]*\])?")
    said: list[object] = [attribute.type]
    for text in (*SCREEN, *EDGES):
        said.append(tuple(name.sub("", m.replace(text or "\0", "")) for m in asker.refusals(text)))
    return repr(said)


def learn_texts(asker: Asker) -> list[ValueRefusal]:
    """The constraints on a text that is not one of a list."""
    for text in BATTERY:
        asker.refusals(text)
    for text in _named(asker):
        asker.refusals(text)
    candidates = [*_candidates(asker)]
    for text in HELD_BACK:
        asker.refusals(text)
    empty = asker.takes("")
    needed = _needed(asker, [replace(candidate, empty=empty) for candidate in candidates])
    if not needed and not empty and any(not messages for _, messages in asker.asked()):
        return [ValueRefusal(asker.place.path, "length", least=1)]
    return needed


def _candidates(asker: Asker) -> Iterator[ValueRefusal]:
    path = asker.place.path
    yield from learn_lengths(asker)
    for form in FORMS:
        yield ValueRefusal(path, "form", form)
    for pattern in _patterns(asker):
        for text in samples(pattern):
            asker.refusals(text)
            asker.refusals(text[1:])
            asker.refusals(text + "\u00e9 ")
        yield ValueRefusal(path, "pattern", pattern)
    yield from learn_characters(asker)


def _named(asker: Asker) -> tuple[str, ...]:
    """Words in the messages: some are values."""
    found: dict[str, None] = {}
    for text in (BOGUS, "1", ""):
        for message in asker.refusals(text):
            found.update(dict.fromkeys(words(message)))
    return tuple(found)[:80]


def _patterns(asker: Asker) -> tuple[str, ...]:
    found: dict[str, None] = {}
    for _, messages in asker.asked():
        for message in messages:
            if len(message) < 3000:
                found.update(dict.fromkeys(patterns(message)))
    return tuple(found)[:12]


def _needed(asker: Asker, candidates: Sequence[ValueRefusal]) -> list[ValueRefusal]:
    """Those that hold for all that the provider takes, the strictest first, each as long as it adds something."""
    taken = [text for text, messages in asker.asked() if text and not messages]
    refused = [text for text, messages in asker.asked() if text and messages]
    sound = [candidate for candidate in candidates if taken and _sound(candidate, taken)]
    needed: list[ValueRefusal] = []
    while sound:
        explained = [
            sum(not takes_text(candidate, text) for text in refused) for candidate in sound
        ]
        best = explained.index(max(explained))
        if not explained[best]:
            break
        needed.append(sound.pop(best))
        refused = [text for text in refused if takes_text(needed[-1], text)]
    return needed


def _sound(candidate: ValueRefusal, taken: Sequence[str]) -> bool:
    if candidate.kind == "form" and len(taken) < 2:
        return False
    try:
        return all(takes_text(candidate, text) for text in taken)
    except Exception:  # a pattern that RE2 does not read
        return False


def _list(asker: Asker, values: Sequence[str]) -> list[ValueRefusal]:
    """The enumeration of a message, if it is all that the provider takes."""
    texts = _joined(asker, values)
    if texts is None:
        return []
    cased = [variant for text in texts[:4] for variant in _variants(text)]
    taken = [variant for variant in cased if asker.takes(variant)]
    any_case = bool(cased) and len(taken) == len(cased)
    listed_values = tuple(dict.fromkeys((*texts, *(() if any_case else taken))))
    refusal = ValueRefusal(
        asker.place.path, "enum", values=listed_values, empty=asker.takes(""), any_case=any_case
    )
    for text in (*_FEW, *HELD_BACK[::8]):
        asker.refusals(text)
    return _needed(asker, [refusal])


def _variants(text: str) -> tuple[str, ...]:
    variants = dict.fromkeys((text.lower(), text.upper(), text.swapcase()))
    return tuple(variant for variant in variants if variant != text)


def _joined(asker: Asker, values: Sequence[str]) -> tuple[str, ...] | None:
    """The values, those joined again that were torn apart at a blank; None where one is not taken."""
    if all(not value or asker.takes(value) for value in values):
        return tuple(value for value in values if value) or None
    texts: list[str] = []
    at = 0
    while at < len(values):
        for end in range(min(at + MAX_WORDS, len(values)), at, -1):
            text = " ".join(values[at:end])
            if asker.takes(text):
                texts.append(text)
                at = end
                break
        else:
            return None
    return tuple(texts)
