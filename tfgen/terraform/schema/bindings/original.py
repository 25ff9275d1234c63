"""The text of a generated file in which all comments stand.

Newer generators leave them in the JavaScript. From older ones they are gone with the fields that they belonged to,
but the source map at the end of the file has the TypeScript that it was made from, which is read instead.
"""

from __future__ import annotations

import base64
import binascii
import json
import re

_SOURCE_MAP = b"\n//# sourceMappingURL="
_NEW_FORM = b"static [JSII_RTTI_SYMBOL_1]"
_MODIFIERS = re.compile(r"^( *)(?:export )?(?:(?:public|private|protected|readonly) )*")
_STATIC = re.compile(r"^( *)static readonly ")


def generated_text(data: bytes) -> str:
    """The text of a ``.js`` file, in the form that newer generators give it."""
    body, _, source_map = data.partition(_SOURCE_MAP)
    if _NEW_FORM not in body and b"extends " in body:
        original = _original(source_map)
        if original is not None:
            return "\n".join(map(_as_script, original.split("\n")))
    return body.decode(errors="replace")


def _original(source_map: bytes) -> str | None:
    """The text that a source map has of the file's origin."""
    try:
        content = json.loads(base64.b64decode(source_map.partition(b"base64,")[2]))
        [text] = content["sourcesContent"]
    except (binascii.Error, ValueError, KeyError, TypeError):
        return None
    if isinstance(text, str):
        return text
    return None


def _as_script(line: str) -> str:
    """A line of TypeScript as JavaScript has it, as far as ``scripts`` looks at it."""
    indented = " " * (len(line) - len(line.lstrip(" "))) + line
    return _STATIC.sub(r"\1static ", _MODIFIERS.sub(r"\1", indented)).rstrip()
