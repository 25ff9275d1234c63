import re
import warnings
from textwrap import dedent

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tests.annotations import annotated, source
from tests.messages import codes, told
from tests.yaml.trees import map_of, node_of, trees
from tfgen.source import SourceFile
from tfgen.yaml.nodes import ListNode, MapNode, Node, ScalarNode, dotted, scalars
from tfgen.yaml.read import MAX_DEPTH, MAX_NODES, read_yaml


def value(text: str) -> object:
    scalar = map_of(f"a: {text}").get("a")
    assert isinstance(scalar, ScalarNode)
    return scalar.value


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("null", None),
        ("~", None),
        ("", None),
        ("true", True),
        ("False", False),
        ("yes", "yes"),  # the Norway problem: YAML 1.1's words for bools are text
        ("no", "no"),
        ("tRUE", "tRUE"),
        ("3", 3),
        ("-3", -3),
        ("+3", 3),
        ("0777", 777),
        ("0x1F", 31),
        ("0o17", 15),
        ("1_000", "1_000"),
        ("0b1", "0b1"),
        ("0x_", "0x_"),
        ("0o_", "0o_"),
        ("-0x1F", "-0x1F"),
        ("1.5", 1.5),
        (".5", 0.5),
        ("5.", 5.0),
        ("1e3", 1000.0),
        (".inf", ".inf"),
        (".nan", ".nan"),
        ("1e999", float("inf")),
        ("9" * 5000, float("inf")),  # more digits than Python reads as an int
        ("2024-01-01", "2024-01-01"),
        ("12:30", "12:30"),
        ("=", "="),
        ("'3'", "3"),
        ('"true"', "true"),
        ("''", ""),
        ('"\\0\\x07\\u2028\\U0001F600"', "\0\x07\u2028\U0001f600"),
        ("|\n  one\n  two\n", "one\ntwo\n"),
        (">-\n  one\n  two\n", "one two"),
        ("!!str 3", "3"),
        ("!!int '3'", 3),
        ("!!bool maybe", "maybe"),
        ("!!int x", "x"),
        ("!!null x", "x"),
    ],
)
def test_scalars_are_those_of_yaml_1_2(text: str, read: object) -> None:
    assert value(text) == read
    assert type(value(text)) is type(read)


def test_a_scalar_keeps_its_text_and_whether_it_was_quoted() -> None:
    assert [(s.text, s.plain) for s in scalars(node_of("[0x1F, '0x1F', 1.50]"))] == [
        ("0x1F", True),
        ("0x1F", False),
        ("1.50", True),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "a: «1»\nb: «two words»  # and a comment",
        "a: «'quoted'»\nb: «\"too\"»",
        "a: [«1», «x», {b: «2»}]",
        "a:\n- «x»\n-   «y»\n",
        "a: «|\n  one\n  two»\n\nb: «1»",
        "- «é»\n- «\U0001f600»\n- «e\u0301»",
        "a: «!!str x»\nb: «&anchor y»",
        "«a»:\nb: {«c»: , d: «1», «e»}\n«f»:   # nothing",  # what is not written is shown at its key
        "a:\n  «-»\n  - «x»\n  «-»   # nothing - at all\n\n  - - «y»\n    «-»\n",
        "a: «x»\r\nb: «y»\r\n",
        "a: «${b.c}»",
    ],
)
def test_every_value_knows_its_place(text: str) -> None:
    marks = [mark.start() - i for i, mark in enumerate(re.finditer("[«»]", text))]
    places = sorted((s.range.start.offset, s.range.end.offset) for s in scalars(node_of(text)))
    assert places == list(zip(marks[::2], marks[1::2], strict=True))


@pytest.mark.parametrize("text", ["", "  \n\n", "# only a comment\n", "---\n", "--- # nothing\n", "%YAML 1.2\n---\n"])
def test_an_empty_file(text: str) -> None:
    node, found = read_yaml(source(text))
    assert node is None
    assert codes(found) == ["TFG002"]
    assert told(found) == ["-: The file is empty | It holds no keys."]


@pytest.mark.parametrize(
    ("text", "detail", "help_"),
    [
        (
            "a: 1\n«\t»b: 2 ⟵ TFG001",
            "A tab stands where blanks must indent.",
            "Indent with blanks; YAML allows no tabs there.",
        ),
        (
            "a:\n«\t»- b ⟵ TFG001",
            "A tab stands where blanks must indent.",
            "Indent with blanks; YAML allows no tabs there.",
        ),
        ("a: «[»1, 2 ⟵ TFG001\n", "This is opened and never closed.", "Close it: a quote, ] or } is missing."),
        ('a: «"»x ⟵ TFG001\n\n', "This is opened and never closed.", "Close it: a quote, ] or } is missing."),
        (
            "a: [$«{»b.c}] ⟵ TFG001",
            "A reference between [ ] or { } must be quoted.",
            'Write it as "${...}", with the quotes.',
        ),
        (
            "a: {x: $«{»b.c}} ⟵ TFG001",
            "A reference between [ ] or { } must be quoted.",
            'Write it as "${...}", with the quotes.',
        ),
        ("a: 1\n«k»ey ⟵ TFG001\nb: 2", "A key without a colon after it.", 'Write "key: value".'),
        ("a: b«:» c ⟵ TFG001", "A colon stands where no key can.", 'Put text that holds ": " in quotes'),
        (
            "a:\n  b: 1\n «c»: 2 ⟵ TFG001",
            "This does not line up with what stands above it.",
            "Indent the keys of one map alike",
        ),
        ("a: «@»x ⟵ TFG001", "No value can begin with this character.", "Put the value in quotes."),
        ("a: 'it'«s»' ⟵ TFG001", "Text stands after a value that has ended.", "inside single quotes write '' for one"),
        ('a: "\\«q»" ⟵ TFG001', "There is no such escape in double quotes.", "Write \\\\ for a backslash"),
        ("a: «*»nope ⟵ TFG001", "No value above carries this name.", "Define it with & before it is used with *."),
        ("a: 1\n«-»-- ⟵ TFG001\nb: 2", "The file holds more than one document (---).", "Keep one document in a file."),
        ("a: «-» b ⟵ TFG001", "A list item stands where none can.", "Start the list on a line of its own."),
        (
            "a: {b: 1\nc«:» 2 ⟵ TFG001",
            "A list or map in brackets goes on here without a comma.",
            "Put a comma before it",
        ),
        ("a: x«\0» ⟵ TFG001", "The character U+0000 cannot stand in YAML.", 'write "\\u0000" between double quotes'),
        ("a: 1«\r»b: 2 ⟵ TFG001", "A carriage return alone stands here", "Save the file with LF or CRLF line ends."),
        ('a: "x«\x85»y" ⟵ TFG001', "A NEL character (U+0085) stands here", "Save the file with LF or CRLF line ends."),
        ("«%»YAML 3.0 ⟵ TFG001\n---\na: 1", "Found incompatible YAML document", "Look at this line"),
    ],
)
def test_broken_yaml_is_explained_where_it_breaks(text: str, detail: str, help_: str) -> None:
    node, found = read_yaml(source(text))
    assert node is None
    assert annotated(text, found) == text
    assert detail in found[0].detail
    assert help_ in found[0].help


@pytest.mark.parametrize(
    ("text", "line"),
    [
        (
            "a: {x: 1, «x»: 2} ⟵ TFG005",
            'a.x: Duplicate key "x" | It stands at line 1 already; only one of the two can count. | '
            "Remove one of them, or give it another name.",
        ),
        (
            "a: 1\nb: 2\n«'a'»: 3 ⟵ TFG005",
            'a: Duplicate key "a" | It stands at line 1 already; only one of the two can count. | '
            "Remove one of them, or give it another name.",
        ),
        ("a: {«[q]»: 3} ⟵ TFG004", "a: A key must be a plain word | Maps and lists cannot be keys."),
        ("? «{b: c}» ⟵ TFG004\n: 1", "-: A key must be a plain word | Maps and lists cannot be keys."),
        ("a: «!foo {b: 1}» ⟵ TFG001", "a: Unknown YAML tag !foo | Values stand here without tags. | Remove the tag."),
        ("a: «!!set {b}» ⟵ TFG001", "a: Unknown YAML tag !!set | Values stand here without tags. | Remove the tag."),
        (
            "a: «!!binary eA==» ⟵ TFG001",
            "a: Unknown YAML tag !!binary | Values stand here without tags. | Remove the tag.",
        ),
        ("a: {<<: «3»} ⟵ TFG004", "a.<<: Only a map can be merged with << | This is the number 3."),
    ],
)
def test_other_mistakes_leave_the_rest_readable(text: str, line: str) -> None:
    node, found = read_yaml(source(text))
    assert isinstance(node, MapNode)
    assert told(found) == [line]
    assert annotated(text, found) == text


def test_all_mistakes_are_found_at_once() -> None:
    text = "a: {x: 1, «x»: 2} ⟵ TFG005\nb: «!t 1» ⟵ TFG001\n«[c]»: 3 ⟵ TFG004\nd: {<<: «no»} ⟵ TFG004\n«a»: 4 ⟵ TFG005"
    _, found = read_yaml(source(text))
    assert annotated(text, found) == text


def test_aliases_and_merge_keys_stand_for_what_they_name() -> None:
    text = dedent("""\
        base: &base {size: 1, tags: {a: b}}
        same: *base
        more: {<<: *base, size: 2}
        both: {<<: [{size: 3}, *base]}
        """)
    values = [f"{dotted(s.key)}={s.value}" for s in scalars(node_of(text))]
    assert " ".join(sorted(values)) == (
        "base.size=1 base.tags.a=b both.size=3 both.tags.a=b more.size=2 more.tags.a=b same.size=1 same.tags.a=b"
    )


def test_what_is_read_again_through_an_alias_is_found_once() -> None:
    text = "a: &a {x: 1, «x»: 2} ⟵ TFG005\nb: *a\nc: {<<: *a}"
    _, found = read_yaml(source(text))
    assert annotated(text, found) == text


def test_an_anchor_may_be_defined_anew() -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        values = [s.value for s in scalars(node_of("a: &x 1\nb: *x\nc: &x 2\nd: *x"))]
    assert values == [1, 1, 2, 2]


@pytest.mark.parametrize(
    ("text", "key"), [("a: «&x [*x]» ⟵ TFG007", "a.0"), ("a: «&x {b: 1, c: {<<: *x}}» ⟵ TFG007", "a.c")]
)
def test_an_alias_that_contains_itself_is_refused(text: str, key: str) -> None:
    node, found = read_yaml(source(text))
    assert node is None
    assert told(found) == [f"{key}: An alias contains itself | It would never end."]
    assert annotated(text, found) == text


def test_a_billion_laughs_is_refused_at_once() -> None:
    lines = ["a0: &a0 [ha, ha, ha, ha, ha, ha, ha, ha, ha, ha]"]
    lines += [f"a{i}: &a{i} [{', '.join([f'*a{i - 1}'] * 10)}]" for i in range(1, 10)]
    node, found = read_yaml(source("\n".join(lines)))
    assert node is None
    assert codes(found) == ["TFG007"]
    assert f"more than {MAX_NODES:,} values" in found[0].detail


@pytest.mark.parametrize("levels", [MAX_DEPTH + 2, 500, 50_000])
def test_a_document_that_is_nested_too_deep_is_refused(levels: int) -> None:
    node, found = read_yaml(source("[" * levels + "]" * levels))
    assert node is None
    assert codes(found) == ["TFG007"]


def test_the_byte_order_mark_and_unicode_do_not_shift_places() -> None:
    text = "a: {\U0001f600: 1, «\U0001f600»: 2} ⟵ TFG005"
    _, found = read_yaml(source(text))
    assert annotated(text, found) == text


@given(trees)
def test_any_tree_is_read_with_every_place_inside_the_text(tree: str) -> None:
    text = f"top: {tree}"

    def walk(at: Node) -> None:
        assert 0 <= at.range.start.offset < at.range.end.offset <= len(text)
        assert at.range.start.column == at.range.start.offset + 1
        children = at.items if isinstance(at, ListNode) else [e.value for e in getattr(at, "entries", ())]
        for child in children:
            assert child.key[:-1] == at.key
            walk(child)

    walk(node_of(text))


@given(st.text(alphabet="ab:-[]{}#&*!|>'\"%@`\\,? \n\t\r\0\x85é<=", max_size=40))
@example("a: &a [*a]")
@example("? &a\n: *a")
def test_no_text_makes_the_reader_raise(text: str) -> None:
    node, found = read_yaml(SourceFile("f", text))
    assert node is not None or found
    assert found == read_yaml(SourceFile("f", text))[1]
    assert all(f.range and f.range.start.offset <= len(text) for f in found)
