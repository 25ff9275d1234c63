"""Templates of literals, made at random, and what they say."""

from random import Random

from tfgen.terraform.hcl.syntax import Directive, Expr, Interpolation, Literal, Name, Part, Template, Tuple

TEXTS = ["a", "b c", "  ", "\t", "$${q}", "%%{q}", "$$-", "é"]
LINES = ["\n", "\n    ", "\n\n", "\n \t"]
ESCAPES = ["\\n", " \\n  ", "\\t", "\\u0020", '\\"']
VALUES = ['"v"', '" w "', "1", "true", '"\\n k"']


def random_template(random: Random) -> str:
    """A quoted string or a heredoc with interpolations, directives, strip markers and odd indentation."""
    heredoc = random.random() < 0.7
    inside = random_parts(random, heredoc, 0, most=7)
    if not heredoc:
        return f'"{inside}"'
    return random.choice(["<<", "<<-"]) + f"E\n{random.choice(['', '  ', '    '])}{inside}\n  E\n"


def random_parts(random: Random, heredoc: bool, depth: int, most: int = 2) -> str:
    return "".join(random_part(random, heredoc, depth) for _ in range(random.randint(0, most)))


def random_part(random: Random, heredoc: bool, depth: int) -> str:
    one = random.choice
    a, b, c, d = (one(["", "~"]) for _ in range(4))
    inside = random_parts(random, heredoc, depth + 1) if depth < 3 else "p"
    match random.randint(0, 5):
        case 0 | 1:
            return one(TEXTS + (LINES if heredoc else ESCAPES))
        case 2 | 3:
            return f"${{{a} {one(VALUES)} {b}}}"
        case 4:
            otherwise = one(["", f"%{{{c} else {d}}}o"])
            return f"%{{{a} if {one(['true', 'false'])} {b}}}{inside}{otherwise}%{{ endif {c}}}"
    return f'%{{{a} for v in ["1", " 2"] {b}}}{inside}${{v}}%{{{c} endfor {d}}}'


def rendered(expr: Expr, names: dict[str, str]) -> str:
    """What a template of literals and loops over them says."""
    match expr:
        case Literal(value):
            return shown(value)
        case Name(name):
            return names[name]
        case Template(parts):
            return "".join(rendered_part(part, names) for part in parts)
    raise AssertionError(expr)


def rendered_part(part: Part, names: dict[str, str]) -> str:
    match part:
        case str():
            return part
        case Interpolation(expr):
            return rendered(expr, names)
        case Directive("if", _, subject, body, otherwise):
            chosen = body if rendered(subject, names) == "true" else otherwise
            return "".join(rendered_part(one, names) for one in chosen)
        case Directive("for", (name,), Tuple(items), body):
            rounds = [names | {name: rendered(item, names)} for item in items]
            return "".join(rendered_part(one, inner) for inner in rounds for one in body)
    raise AssertionError(part)


def shown(value: object) -> str:
    """A literal as Terraform writes it into a string."""
    return str(value).lower() if isinstance(value, bool) else str(value)
