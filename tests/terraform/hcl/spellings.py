"""Files in the spellings of old Terraform, made by chance: what ``terraform fmt`` rewrites, and what looks like it."""

from random import Random

NAMES = ["x", "var.a", "each.value.b", "a.b[0].c", "module.m.*.d", "local.e[var.f]", "1", "-2.5", "true", "null", "é"]
OPERATORS = ["+", "-", "*", "/", "%", "==", "!=", ">", "<=", "&&", "||"]
TEXTS = ["", "a", " b ", "é", "$ ", "% ", "$${x}", "%%{x}", "\\n", '\\"', "a$b"]
LABELS = ['"a"', "a", "in", "a-b", '"é"', '"a b"', '"\\u00e9"', '"e\\u0301"', '"a\\tb"', '"\\u200b"', '""', '"."']
TYPES = [
    '"string"',
    '"list"',
    '"map"',
    "list",
    "map",
    "set",
    "any",
    '"set"',
    '"${list}"',
    "list(map)",
    "(set)",
    '" map"',
]
BLANKS = ["", " ", "  ", "\t"]


def old_file(seed: int, nested: bool = True) -> str:
    """A file that parses, with blanks, lines and comments wherever they may be.

    ``nested``: an interpolation may be all there is in another one.
    """
    return _Maker(Random(seed), nested).file()


def old_argument(seed: int) -> str:
    """One argument, with its line end."""
    return _Maker(Random(seed), nested=True).argument("a", 4) + "\n"


class _Maker:
    """``free`` says where lines may break: "no", "lines", or "all" for comments to the line's end as well."""

    def __init__(self, random: Random, nested: bool) -> None:
        self.random = random
        self.nested = nested
        self.choice = random.choice

    def file(self) -> str:
        items = [self.choice([self.variable, self.block, self.argument])(f"a{at}", 3) for at in range(4)]
        return self.choice(["\n", "\n\n", "# é\n\n", "\r\n"]).join([*items, ""])

    def variable(self, name: str, _: int) -> str:
        type_ = f"type{self.blank()}={self.block_comment()}{self.choice(TYPES)}{self.trail()}\n"
        default = f"default={self.value(2)}{self.trail()}\n" if self.chance(2) else ""
        label = self.choice([name, '"v"'])
        return f"variable {label}{self.blank()}{{\n{type_}{default}}}"

    def block(self, _: str, depth: int) -> str:
        labels = "".join(f" {self.block_comment()}{self.choice(LABELS)}" for _ in range(self.random.randint(0, 2)))
        header = f"{self.choice(['b', 'variable', 'resource'])}{labels}{self.blank()}"
        if self.chance(4):
            return f"{header}{{{self.choice(['a', 'type'])}={self.value(1)}{self.blank()}}}"
        parts = [self.argument, self.block] if depth else [self.argument]
        items = [self.choice(parts)(name, depth - 1) for name in ("type", "in", "é")]
        body = self.choice(["\n", "\n\n"]).join(items)
        return f"{header}{{{self.choice(['', ' # b'])}\n{body}\n}}"

    def argument(self, name: str, depth: int) -> str:
        return f"{name}{self.blank()}={self.block_comment()}{self.value(depth)}{self.trail()}"

    def value(self, depth: int) -> str:
        if self.chance(3):
            return self.expression(depth, "no")
        return self.interpolation(depth)

    def interpolation(self, depth: int) -> str:
        inside = self.expression(depth, "lines")
        whole = f"({self.break_('all')}{inside}{self.break_('all')})" if self.chance(6) else inside
        opening, closing = self.choice(["${", "${~"]), self.choice(["}", "~}"])
        return f'"{opening}{self.break_("lines")}{whole}{self.break_("lines")}{closing}"'

    def expression(self, depth: int, free: str) -> str:
        atom = self.atom(depth, free)
        if depth <= 0 or self.chance(2):
            return atom
        gap, other = self.break_(free) or " ", self.expression(depth - 1, free)
        if self.chance(2):
            return f"{atom}{gap}{self.choice(OPERATORS)} {self.break_(free)}{other}"
        return f"{atom}{gap}?{self.break_(free)}{other}{self.break_(free)} : {self.expression(depth - 1, free)}"

    def atom(self, depth: int, free: str) -> str:
        if depth <= 0:
            return self.choice([*NAMES, f'"{self.choice(TEXTS)}"'])
        makers = [self.call, self.list_, self.object_, self.template, self.for_]
        return self.choice(NAMES) if self.chance(3) else self.choice(makers)(depth - 1, free)

    def call(self, depth: int, free: str) -> str:
        inside = "all"
        if self.chance(8) and free != "no":
            return f"upper(<<-EOT\n  x{self.choice(['', ' ${y}'])}\n  EOT\n)"
        given = [self.expression(depth, inside) for _ in range(self.random.randint(0, 2))]
        return f"f({self.break_(inside)}{f',{self.break_(inside)}'.join(given)}{self.break_(inside)})"

    def list_(self, depth: int, _: str) -> str:
        return f"[{self.break_('all')}{self.expression(depth, 'all')},{self.break_('all')}{self.atom(depth, 'all')}]"

    def object_(self, depth: int, _: str) -> str:
        line = self.choice(["\n", ",", " # o\n", ",\n"])
        start = self.choice(["", "\n"])
        return f"{{{start}k={self.expression(depth, 'no')}{line}l : {self.value(depth)}\n}}"

    def for_(self, depth: int, _: str) -> str:
        return f"[for{self.break_('all') or ' '}v in{self.break_('all') or ' '}x :{self.expression(depth, 'all')}]"

    def template(self, depth: int, _: str) -> str:
        if self.chance(4):
            return f'"%{{if {self.atom(depth, "all")}}}{self.choice(TEXTS)}%{{endif}}"'
        pieces = [
            self.choice(TEXTS[1:]),
            f"${{{self.expression(depth, 'all')}}}",
            self.choice(TEXTS if self.nested else TEXTS[1:]),
        ]
        return f'"{"".join(pieces[self.random.randint(0, 2) :])}"'

    def break_(self, free: str) -> str:
        choices = ["", "", "", " ", "/* i */"]
        if free != "no":
            choices += ["\n", "\n\n", "\r\n"]
        return self.choice(choices + ([" # i\n", "//\n"] if free == "all" else []))

    def block_comment(self) -> str:
        return self.choice(["", "", " ", "/* c */", "/* c\n*/"])

    def trail(self) -> str:
        return self.choice(["", "", " ", "# t", " // é", "/* t */"])

    def blank(self) -> str:
        return self.choice(BLANKS)

    def chance(self, of: int) -> bool:
        return not self.random.randrange(of)
