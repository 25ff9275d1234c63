"""Ways to bring a file into disorder that keep it HCL. Each takes a text and a random choice, and gives a text.

Where a way has nothing to do the text comes back as it is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from random import Random

from tests.terraform.hcl.messing import BLANKS, IN_TEMPLATES, free, mess
from tfgen.terraform.hcl.lexer import (
    CLOSE_HEREDOC,
    CLOSE_QUOTE,
    COMMENT,
    DIRECTIVE,
    END,
    HEREDOC,
    IDENT,
    IN,
    INTERPOLATION,
    NEWLINE,
    OPEN_HEREDOC,
    OPEN_QUOTE,
    SEQUENCE_END,
    STRING,
    lex,
)

Disorder = Callable[[str, Random], str]

NAMES = {IDENT, IN}
OPENING = {"(", "[", "{", INTERPOLATION, DIRECTIVE, OPEN_QUOTE, OPEN_HEREDOC}
CLOSING = {")", "]", "}", SEQUENCE_END, CLOSE_QUOTE, CLOSE_HEREDOC}
COMMENTS = ["# c\n", "#c\n", "// é\n", "//\n", "#\n", "/* c */\n", "/**/\n", '# a = "${b}" # {\n']
LINES = ["# own\n", "   // own\n", "/* own */\n", "/* two\n   lines */\n", "\t#\n"]
OLD_TYPES = {"string": '"string"', "list(string)": '"list"', "map(string)": '"map"'}
BARE_TYPES = {f"{name}({of})": name for name in ("list", "map", "set") for of in ("any", "string")}


@dataclass(frozen=True, slots=True)
class Token:
    """A token and where it stands: ``inside`` is "body", "object", "(", "[", "${", "%{" or a template."""

    kind: str
    text: str
    gap: str
    inside: str

    def __str__(self) -> str:
        return self.gap + self.text


def tokens(text: str) -> list[Token]:
    """The tokens; brackets count as inside of what is around them."""
    found = lex(text)
    given: list[Token] = []
    project = ["body"]
    for kind, token, gap in zip(found.kinds, found.texts, found.gaps, strict=True):
        if kind in CLOSING and len(project) > 1:
            project.pop()
        given.append(Token(kind, token, gap, project[-1]))
        if kind in OPENING:
            opens_body = project[-1] == "body" and not _has_equals(given)
            project.append(kind if kind != "{" else "body" if opens_body else "object")
    return given


def _has_equals(given: list[Token]) -> bool:
    """Whether the item of a body that the last token belongs to is an argument."""
    for token in reversed(given[:-1]):
        if token.inside != "body" or token.kind in {NEWLINE, "{", "}"} or _ends_line(token):
            return False
        if token.kind == "=":
            return True
    return False


def _ends_line(token: Token) -> bool:
    return token.kind == NEWLINE or (token.kind == COMMENT and token.text.endswith("\n"))


def blanks(style: str) -> Disorder:
    return lambda text, random: mess(text, random.randrange(1 << 30), style)


def comments(text: str, random: Random) -> str:
    """Comments of all three kinds at the ends of lines, on lines of their own, and between tokens."""
    return "".join(_commented(tokens(text), random))


def _commented(given: list[Token], random: Random) -> Iterator[str]:
    before = ""
    for token in given:
        if token.kind == NEWLINE and before not in {HEREDOC, CLOSE_HEREDOC} and not random.randrange(4):
            yield random.choice(["", " ", "  "]) + random.choice(COMMENTS)
        elif free(before, token.kind) and token.kind not in IN_TEMPLATES and not random.randrange(25):
            yield f" /* {random.choice('abc')} */{token}"
        else:
            yield str(token)
        if _ends_line(token) and token.inside in {"body", "object", "(", "["} and not random.randrange(8):
            yield random.choice(LINES)
        before = token.kind


def empty_lines(text: str, random: Random) -> str:
    """Empty lines, and lines of blanks, where there were none, and none where they were."""
    parts: list[str] = []
    ended = True
    for token in tokens(text):
        is_empty = token.kind == NEWLINE and ended
        if not (is_empty and random.randrange(2)):
            parts.append(str(token))
        ended = _ends_line(token)
        if ended and not random.randrange(4):
            parts.append(random.choice(["\n", "\n\n", "  \n", "\t\n"]))
    return "".join(parts)


def crlf(text: str, random: Random) -> str:
    """Line ends of Windows, everywhere or here and there."""
    everywhere = random.randrange(2)
    lines = text.replace("\r\n", "\n").split("\n")
    return "".join(line + ("\r\n" if everywhere or random.randrange(2) else "\n") for line in lines[:-1]) + lines[-1]


def ends(text: str, random: Random) -> str:
    """Another end of the file, and perhaps another start."""
    start = random.choice(["", "", "\n\n", "  \n", "\ufeff"])
    end = random.choice(["", " ", "\n\n\n", "\n  ", "\n\t\n", " # end", " // end\n# end", "/* end */"])
    return start + text.rstrip() + end


def broken_lines(text: str, random: Random) -> str:
    """Lines broken in lists and calls, and joined in them."""
    given, parts = tokens(text), list[str]()
    join = random.randrange(2)
    for at, token in enumerate(given):
        before = given[at - 1].kind if at else ""
        within = token.inside in {"(", "["}
        if join and within and token.kind == NEWLINE and before not in {COMMENT, HEREDOC, CLOSE_HEREDOC}:
            parts.append(" ")
        elif not join and token.kind != "*" and _may_break(before, within) and random.randrange(2):
            parts.append(f"\n{token}")
        else:
            parts.append(str(token))
    return "".join(parts)


def _may_break(before: str, within: bool) -> bool:
    return before in {"(", "["} or (within and before == ",")


def one_line(text: str, random: Random) -> str:
    """Blocks and objects of one item on one line; some that are so opened."""
    given = tokens(text)
    drop: set[int] = set()
    opened: set[int] = set()
    for start, token in enumerate(given):
        if token.kind == "{" and not random.randrange(4):
            end = _partner(given, start)
            inner = given[start + 1 : end]
            if [t.kind for t in inner].count(NEWLINE) == 2 and {inner[0].kind, inner[-1].kind} == {NEWLINE}:
                if not any(_ends_line(t) for t in inner[1:-1]) and not _has_heredoc(inner):
                    drop |= {start + 1, end - 1}
            elif inner and not any(map(_ends_line, inner)) and token.inside != "${" and _is_item(inner):
                opened |= {start + 1, end}
    return "".join(
        " " if at in drop else f"\n{token}" if at in opened else str(token) for at, token in enumerate(given)
    )


def _partner(given: list[Token], start: int) -> int:
    depth = 0
    for at in range(start, len(given)):
        depth += (given[at].kind in OPENING) - (given[at].kind in CLOSING)
        if not depth:
            return at
    return start + 1


def _has_heredoc(given: list[Token]) -> bool:
    return any(t.kind in {HEREDOC, OPEN_HEREDOC, CLOSE_HEREDOC} for t in given)


def _is_item(given: list[Token]) -> bool:
    return given[0].kind in NAMES and len(given) > 2 and given[1].kind == "="


def heredocs(text: str, random: Random) -> str:
    """Plain strings that are the whole value of an argument as heredocs, of both kinds."""
    given, parts = tokens(text), list[str]()
    for at, token in enumerate(given):
        whole = token.kind == STRING and given[at - 1].kind == "=" and given[at + 1].kind == NEWLINE
        if whole and token.inside in {"body", "object"} and "\\" not in token.text and random.randrange(2):
            marker = random.choice(["<<EOT", "<<-EOT", "<<-X_1", "<<É"])
            name = marker.lstrip("<-")
            inside = random.choice(["", "  ", "\t"]) + token.text[1:-1]
            more = random.choice(["", "  ${ x }  y\n", "%{ if true }\n a\n  %{~ endif ~}\n", "\n", "# no comment\n"])
            end = random.choice(["", "  "]) if "-" in marker else ""
            parts.append(f" {marker}\n{inside}\n{more}{end}{name}")
        else:
            parts.append(str(token))
    return "".join(parts)


def old_types(text: str, random: Random) -> str:
    """Types of variables as before Terraform 0.12: quoted, or without what they hold."""
    return _values(text, lambda name, value: _old_type(value, random) if name == "type" else value)


def _old_type(value: str, random: Random) -> str:
    return random.choice([{**BARE_TYPES, **OLD_TYPES}, {**OLD_TYPES, **BARE_TYPES}]).get(value, value)


def interpolations(text: str, random: Random) -> str:
    """Values that are but an interpolation, on one line or on several, with comments and marks to strip."""

    def wrapped(name: str, value: str) -> str:
        if name == "type" or random.randrange(3):
            return value
        opening = random.choice(["${", "${", "${ ", "${~ ", "${\n  "])
        closing = random.choice(["}", "}", " }", " ~}", "\n}"])
        return f'"{opening}{value}{closing}"'

    return _values(text, wrapped)


def _values(text: str, change: Callable[[str, str], str]) -> str:
    """The text with the values of arguments in bodies changed; those with heredocs are left."""
    given, parts, at = tokens(text), list[str](), 0
    while at < len(given):
        token = given[at]
        parts.append(str(token))
        at += 1
        if token.kind == "=" and token.inside == "body" and given[at - 2].kind in NAMES:
            value = _value(given, at)
            if value and not _has_heredoc(value):
                parts.append(f" {change(given[at - 2].text, ''.join(map(str, value)).strip())}")
                at += len(value)
    return "".join(parts)


def _value(given: list[Token], start: int) -> list[Token]:
    """The tokens of an argument's value, without what follows it on its last line."""
    depth = 0
    for at in range(start, len(given)):
        kind = given[at].kind
        if kind == END or (not depth and kind in {NEWLINE, COMMENT, "}"}):
            return given[start:at]
        depth += (kind in OPENING) - (kind in CLOSING)
    return []


def labels(text: str, random: Random) -> str:
    """Labels without quotes, where they are names; comments between them."""
    given, parts = tokens(text), list[str]()
    for at, token in enumerate(given):
        in_header = token.inside == "body" and token.kind == STRING and given[at - 1].kind in {*NAMES, STRING}
        if in_header and random.randrange(2):
            name = token.text[1:-1]
            parts.append(f" {name}" if name.isidentifier() else str(token))
            parts.append(random.choice(["", "", "", " /* l */"]))
        else:
            parts.append(str(token))
    return "".join(parts)


def several(text: str, random: Random) -> str:
    """Some of the others, one after the other."""
    for name in random.sample([*SINGLE], 3):
        text = SINGLE[name](text, random)
    return mess(text, random.randrange(1 << 30)) if not text.startswith("\ufeff") else text


def _everything(text: str, random: Random) -> str:
    for change in (labels, old_types, one_line, broken_lines, heredocs, comments, interpolations, empty_lines, crlf):
        text = change(text, random)
    return mess(text, random.randrange(1 << 30))


SINGLE: Mapping[str, Disorder] = {
    "comments": comments,
    "empty lines": empty_lines,
    "line ends": crlf,
    "broken lines": broken_lines,
    "one line": one_line,
    "heredocs": heredocs,
    "old types": old_types,
    "interpolations": interpolations,
    "bare labels": labels,
}
DISORDERS: Mapping[str, Disorder] = {
    "as it is": lambda text, random: text,
    **{f"blanks: {style}": blanks(style) for style in BLANKS},
    **SINGLE,
    "ends": ends,
    "several": several,
    "everything": _everything,
}
