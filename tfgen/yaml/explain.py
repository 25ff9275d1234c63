"""Complaints of the YAML library in plain words."""

from __future__ import annotations

from collections.abc import Sequence

_GENERAL = "Look at this line and the one above it: indentation, quotes, colons."
_LINE_UP = (
    "This does not line up with what stands above it.",
    "Indent the keys of one map alike, and list items alike.",
)
_SEVERAL = "The file holds more than one document (---).", "Keep one document in a file."
_UNCLOSED = "This is opened and never closed.", "Close it: a quote, ] or } is missing."

WORDS: Sequence[tuple[str, str, str]] = (
    ("expected a single document", *_SEVERAL),
    ("but found another document", *_SEVERAL),
    ("could not find expected ':'", "A key without a colon after it.", 'Write "key: value".'),
    (
        "mapping values are not allowed",
        "A colon stands where no key can.",
        'Put text that holds ": " in quotes; or indent this line as the one above it.',
    ),
    (
        "sequence entries are not allowed",
        "A list item stands where none can.",
        "Start the list on a line of its own.",
    ),
    ("end of stream", *_UNCLOSED),
    ("stream end", *_UNCLOSED),
    (
        "expected ',' or",
        "A list or map in brackets goes on here without a comma.",
        "Put a comma before it, or close the bracket.",
    ),
    ("found '?'", *_LINE_UP),
    ("found '<block mapping start>'", *_LINE_UP),
    ("found '<block sequence start>'", *_LINE_UP),
    ("found '-'", *_LINE_UP),
    ("unindent does not match", *_LINE_UP),
    (
        "found '<scalar>'",
        "Text stands after a value that has ended.",
        "Put the whole value in quotes; inside single quotes write '' for one.",
    ),
    (
        "cannot start any token",
        "No value can begin with this character.",
        "Put the value in quotes.",
    ),
    (
        "unknown escape character",
        "There is no such escape in double quotes.",
        "Write \\\\ for a backslash, or use single quotes.",
    ),
    (
        "undefined alias",
        "No value above carries this name.",
        "Define it with & before it is used with *.",
    ),
)
"""Part of the library's message, its meaning and its remedy. Messages of ruamel.yaml 0.18 and 0.19."""

BEGUN_EARLIER = ("could not find expected ':'", "stream end", "end of stream")
"""Problems of something that began earlier: a key, a quote, a bracket.
The finding points at its beginning.
"""


def in_plain_words(problem: str, text: str, at: int) -> tuple[str, str]:
    """The detail and the help of a finding,
    for a problem that the library sees at offset ``at`` of ``text``.
    """
    if text[at : at + 1] == "\t" or "'\\t'" in problem:
        return (
            "A tab stands where blanks must indent.",
            "Indent with blanks; YAML allows no tabs there.",
        )
    if text[at - 1 : at + 1] == "${":
        return (
            "A reference between [ ] or { } must be quoted.",
            'Write it as "${...}", with the quotes.',
        )
    for part, detail, help_ in WORDS:
        if part in problem:
            return detail, help_
    sentence = problem[0].upper() + problem[1:]
    if not sentence.endswith("."):
        sentence += "."
    return sentence, _GENERAL
