"""The classes of generated JavaScript: a comment says what each member is, its getter of which type.

Of each member the generator writes ``// name - computed: false, optional: true, required: false``, perhaps
``_name = new FooList(this, "name", false);``, and a getter that returns ``this.getStringAttribute('name')``.
Tables, one for each class and function that writes HCL, say how each argument is stored.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import Struct, field

_CLASS = re.compile(r"class (\w+) extends \w+\.(\w+) \{")
_FUNCTION = re.compile(r"function (\w+)ToHclTerraform\(")
_TYPE = re.compile(r'    static tfResourceType = "([a-z0-9_-]+)";')
_MEMBER = re.compile(
    r" +// ([A-Za-z0-9_-]+) - computed: (true|false), optional: (true|false), required: (true|false)$"
)
_NEW = re.compile(r'    _\w+ = new (?:(\w+)\.)?(\w+)\(this, "[^"]*"(?:, (true|false))?\);')
_RETURN = re.compile(r"        return (.+);")
_ENTRY = re.compile(r'        (?:    )?"?([A-Za-z0-9_-]+)"?: \{$')
_STORED = re.compile(r'\s+(type|storageClassType): "(\w*)",')
_GENERATOR = re.compile(r"\s+(providerVersion|terraformProviderSource): '([^']+)'")
_INVOKED = re.compile(r'TerraformProviderFunction\.invoke\(this\.providerLocalName, "(\w+)"')


class ScriptMember(Struct, frozen=True):
    """A member as its comment and getter have it.

    ``made``: the class whose object holds it, ``""`` for plain values; ``of_set``: that wraps a set. ``getter`` is the
    expression that the getter returns.
    """

    name: str
    computed: bool
    optional: bool
    required: bool
    made: str = ""
    of_set: bool = False
    getter: str = ""


class Stored(Struct, frozen=True):
    """An argument in a table for HCL: ``list`` and ``stringList``, ``struct`` and ``FooBar``."""

    type: str
    storage: str


class ScriptClass(Struct):
    """A class: what it extends (``TerraformResource``), the Terraform type it stands for."""

    name: str
    base: str
    type: str = ""
    members: list[ScriptMember] = field(default_factory=list)


class Script(Struct):
    """All of one folder's files: classes by name, tables by the class or function they belong to."""

    classes: dict[str, ScriptClass] = field(default_factory=dict)
    tables: dict[str, dict[str, Stored]] = field(default_factory=dict)
    generator: dict[str, str] = field(default_factory=dict)
    functions: list[str] = field(default_factory=list)


def read_script(text: str, script: Script) -> None:
    """Add what a file holds; lines of any other form are passed over."""
    _Lines(text, script).read()


class _Lines:
    """One file, line by line."""

    def __init__(self, text: str, script: Script) -> None:
        self._lines: Iterator[str] = iter(text.split("\n"))
        self._script = script
        self._class: ScriptClass | None = None

    def read(self) -> None:
        for line in self._lines:
            if line.startswith("class "):
                self._begin(line)
            elif line.startswith("function "):
                self._function(line)
            elif self._class is not None:
                self._inside(line, self._class)
            else:
                self._note(line)

    def _begin(self, line: str) -> None:
        match = _CLASS.match(line)
        self._class = ScriptClass(match[1], match[2]) if match else None
        if self._class is not None:
            self._script.classes[self._class.name] = self._class

    def _function(self, line: str) -> None:
        match = _FUNCTION.match(line)
        self._class = None
        if match:
            self._table(match[1])

    def _inside(self, line: str, of: ScriptClass) -> None:
        if line == "}":
            self._class = None
        elif line.lstrip().startswith("// "):
            match = _MEMBER.match(line)
            if match:
                of.members.append(self._member(match))
        elif line.startswith("    synthesizeHclAttributes"):
            self._table(of.name)
        elif line.startswith("    static tfResourceType"):
            match = _TYPE.match(line)
            of.type = match[1] if match else ""
        else:
            self._note(line)

    def _note(self, line: str) -> None:
        match = _GENERATOR.match(line)
        if match:
            self._script.generator[match[1]] = match[2]
        match = _INVOKED.search(line)
        if match:
            self._script.functions.append(match[1])

    def _member(self, comment: re.Match[str]) -> ScriptMember:
        """The member of a comment, read up to what its getter returns."""
        made, of_set, getter = "", False, ""
        for line in self._lines:
            match = _NEW.match(line)
            if match:
                made = f"{match[1]}.{match[2]}" if _is_builtin(match[1]) else match[2]
                of_set = match[3] == "true"
            match = _RETURN.match(line)
            if match or line == "    }":
                getter = match[1] if match else ""
                break
        name, *flags = comment.groups()
        computed, optional, required = (flag == "true" for flag in flags)
        return ScriptMember(name, computed, optional, required, made, of_set, getter)

    def _table(self, of: str) -> None:
        """The arguments of a table, up to its end."""
        table: dict[str, Stored] = {}
        name, values = "", dict[str, str]()
        for line in self._lines:
            if line.startswith(("        };", "    };")):
                break
            entry, stored = _ENTRY.match(line), _STORED.match(line)
            if entry:
                name, values = entry[1], {}
            elif stored:
                values[stored[1]] = stored[2]
                table[name] = Stored(values.get("type", ""), values.get("storageClassType", ""))
            elif line.startswith("}"):
                break
        self._script.tables[of] = table


def _is_builtin(namespace: str | None) -> bool:
    """True for classes of the CDK itself; those of a folder's other files have their file's name."""
    return namespace in ("cdktn", "cdktf")
