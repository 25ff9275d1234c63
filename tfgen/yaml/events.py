"""Events of a YAML text: from libyaml where it is at hand, or from ruamel.yaml in pure Python.

libyaml is ten times as fast and speaks YAML 1.1, ruamel.yaml speaks YAML 1.2 and has the better
messages. So libyaml reads only what both read alike (``tests/yaml/test_both_readers.py``).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from tfgen.yaml.explain import BEGUN_EARLIER

_READ_OTHERWISE = re.compile(
    # blanks and line ends of one of them
    "[\t\x7f-\x9f\ufeff\u2028\u2029\ud800-\udfff\ufffe\uffff]"
    r"|^%"  # directives
    r"|\A(?:---[^\r\n]|\.\.\.)|\n(?:---|\.\.\.)"  # more than one document, or one in odd form
    r"|[|>][-+0-9]*#"  # a comment too close to the | of a block of text
    r"|[|>][^\n]*\n +\r?$",  # a block of text that begins with a line of blanks
    re.M,
)
"""Texts with these are left to ruamel.yaml; so are those with tags."""


class NotReadError(Exception):
    """libyaml is not at hand, or cannot read the text: ruamel.yaml has to."""


class BrokenYamlError(Exception):
    """The text is no single YAML document.

    ``at`` is the offset of the ``problem`` (the library's words), None where it is not known;
    ``marks`` are the offsets of all that the library mentions. ``character`` is the code point that
    cannot stand in YAML, where that is the problem.
    """

    def __init__(
        self,
        problem: str,
        at: int | None,
        marks: tuple[int, ...] = (),
        character: int | None = None,
    ) -> None:
        super().__init__(problem)
        self.problem = problem
        self.at = at
        self.marks = marks
        self.character = character


def quick_events(text: str) -> Iterator[Any]:
    """The events that libyaml finds. Raises ``NotReadError``."""
    if _READ_OTHERWISE.search(text):
        raise NotReadError
    try:
        from yaml import YAMLError
        from yaml.cyaml import CParser
    except ImportError:  # PyYAML was built without libyaml
        raise NotReadError from None
    try:
        parser = CParser(text)
        while (event := parser.get_event()) is not None:
            if getattr(event, "tag", None) is not None:
                raise NotReadError
            yield event
    except YAMLError:
        raise NotReadError from None


def sure_events(text: str) -> Iterator[Any]:
    """The events that ruamel.yaml finds. Raises ``BrokenYamlError``."""
    from ruamel.yaml import YAML
    from ruamel.yaml.error import MarkedYAMLError, YAMLError

    yaml = YAML(typ="safe", pure=True)  # "rt" puts marks of its own into folded text
    try:
        yield from yaml.parse(text)
    except MarkedYAMLError as error:
        raise _marked(error) from None
    except YAMLError as error:
        raise _of_character(error) from None


def _marked(error: Any) -> BrokenYamlError:
    problem = str(error.problem or error.context or "broken YAML")
    mark = error.problem_mark or error.context_mark
    if any(words in problem for words in BEGUN_EARLIER):
        mark = error.context_mark or mark
    marks = tuple(m.index for m in (error.problem_mark, error.context_mark) if m)
    return BrokenYamlError(problem, mark.index if mark else 0, marks)


def _of_character(error: Exception) -> BrokenYamlError:
    at = getattr(error, "position", 0)
    character = getattr(error, "character", None)
    return BrokenYamlError(
        str(error).splitlines()[0],
        at if isinstance(at, int) else None,
        character=character if isinstance(character, int) else None,
    )
