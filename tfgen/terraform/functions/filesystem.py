"""Functions that read files, and functions of paths."""

from __future__ import annotations

import re
from base64 import b64encode
from posixpath import basename, dirname, normpath

from tfgen.terraform.functions.arguments import mapping, text, text_at
from tfgen.terraform.functions.context import OWN_FOLDER
from tfgen.terraform.functions.spec import FunctionCall, FunctionError, FunctionSpec, NotComputable
from tfgen.terraform.types.model import DYNAMIC, STRING, MapType, ObjectType, Type
from tfgen.terraform.types.value import Value, boolean, set_of, string

_NO_CLASSES = re.compile(r"[^][\\]*")
_NAME = re.compile(r"[^\W\d][\w-]*")
_MISSING = (
    "no file exists at {}; this function works only with files that are distributed as part of "
    "the configuration source code, so if this file will be created by a resource in this "
    "configuration you must instead obtain this result from an attribute of that resource"
)
_NOT_TEXT = "contents of {} are not valid UTF-8; use the filebase64 function to obtain the Base64 encoded contents"


_GLOB_SIGNS = {"*": "[^/]*", "?": "[^/]", "{": "(?:", "}": ")"}


def content(call: FunctionCall) -> bytes:
    """The bytes of the file that the first argument names.

    Raises ``FunctionError``, ``NotComputable``.
    """
    path = text_at(call, 0)
    try:
        data = call.context.files.read(path)
    except FileNotFoundError:
        raise FunctionError(_MISSING.format(_shown(call)), 0) from None
    except IsADirectoryError:
        raise FunctionError(
            f"failed to read file: read {_shown(call)}: is a directory", 0
        ) from None
    if data is None:
        raise NotComputable
    return data


def _shown(call: FunctionCall) -> str:
    path = text_at(call, 0)
    if path.startswith(f"{OWN_FOLDER}/"):
        path = path.removeprefix("./")
    return f'"{path}"'


def _text(call: FunctionCall) -> str:
    try:
        return content(call).decode()
    except UnicodeDecodeError:
        raise FunctionError(_NOT_TEXT.format(_shown(call))) from None


def _file(call: FunctionCall) -> Value:
    return text(_text(call))


def _filebase64(call: FunctionCall) -> Value:
    return string(b64encode(content(call)).decode())


def _fileexists(call: FunctionCall) -> Value:
    try:
        found = call.context.files.exists(text_at(call, 0))
    except IsADirectoryError:
        raise FunctionError(f"{_shown(call)} is a directory, not a file", 0) from None
    if found is None:
        raise NotComputable
    return boolean(found)


def _fileset(call: FunctionCall) -> Value:
    pattern = normpath(text_at(call, 1))
    if pattern.startswith(("..", "/")):
        raise NotComputable
    expression = _glob(pattern)
    found = call.context.files.below(text_at(call, 0))
    if found is None:
        raise NotComputable
    return set_of(map(text, filter(expression.fullmatch, found)), STRING)


def _glob(pattern: str) -> re.Pattern[str]:
    """Go's doublestar patterns: ``*``, ``**``, ``?``, ``{a,b}``; classes are left to Terraform."""
    if not _NO_CLASSES.fullmatch(pattern):
        raise NotComputable
    parts, depth, at = [], 0, 0
    while at < len(pattern):
        char = pattern[at]
        if pattern.startswith("**/", at) and (at == 0 or pattern[at - 1] == "/"):
            parts.append("(?:[^/]+/)*")
            at += 3
            continue
        if pattern.startswith("**", at):
            if pattern[at + 2 :] or (at and pattern[at - 1] != "/"):
                raise NotComputable
            parts.append(".*")
            at += 2
            continue
        depth += (char == "{") - (char == "}")
        if char == "," and depth:
            parts.append("|")
        else:
            parts.append(_GLOB_SIGNS.get(char) or re.escape(char))
        at += 1
    if depth or len(pattern) > 500:
        raise NotComputable
    return re.compile("".join(parts), re.DOTALL)


def _basename(call: FunctionCall) -> Value:
    path = text_at(call, 0)
    if not path:
        return string(".")
    return string(basename(path.rstrip("/")) or "/")


def _dirname(call: FunctionCall) -> Value:
    found = dirname(text_at(call, 0))
    return string(_clean(found))


def _clean(path: str) -> str:
    cleaned = normpath(path)
    if cleaned.startswith("//"):
        return cleaned[1:]
    return cleaned


def _abspath(call: FunctionCall) -> Value:
    path = text_at(call, 0)
    if not path.startswith("/"):
        raise NotComputable
    return string(_clean(path))


def _pathexpand(call: FunctionCall) -> Value:
    path = text_at(call, 0)
    if not path.startswith("~"):
        return string(path)
    if path[1:] and path[1] not in "/\\":
        raise FunctionError("cannot expand user-specific home dir")
    raise NotComputable


def _templatefile_type(call: FunctionCall) -> Type:
    if not all(argument.known for argument in call.arguments):
        return DYNAMIC
    return _rendered(call, _text(call), text_at(call, 0)).type


def _templatefile(call: FunctionCall) -> Value:
    return _rendered(call, _text(call), text_at(call, 0))


def _templatestring(call: FunctionCall) -> Value:
    return _rendered(call, text_at(call, 0), "<templatestring argument>")


def _rendered(call: FunctionCall, template: str, path: str) -> Value:
    variables = call.arguments[1]
    if not isinstance(variables.type, MapType | ObjectType):
        raise FunctionError("invalid vars value: must be a map", 1)
    given = mapping(variables)
    for name in given:
        if not _NAME.fullmatch(name):
            raise FunctionError(
                f'invalid template variable name "{name}": must start with a letter, '
                "followed by zero or more letters, digits, and underscores",
                1,
            )
    if call.context.render is None:
        raise NotComputable
    return call.context.render(template, path, given)


FUNCTIONS = {
    "abspath": FunctionSpec(_abspath),
    "basename": FunctionSpec(_basename),
    "dirname": FunctionSpec(_dirname),
    "file": FunctionSpec(_file),
    "filebase64": FunctionSpec(_filebase64),
    "fileexists": FunctionSpec(_fileexists),
    "fileset": FunctionSpec(_fileset),
    "pathexpand": FunctionSpec(_pathexpand),
    "templatefile": FunctionSpec(_templatefile, _templatefile_type),
    "templatestring": FunctionSpec(_templatestring),
}
