from tfgen.terraform.schema.bundle import BundleEntry
from tfgen.terraform.schema.decode import Decoder
from tfgen.terraform.schema.facts import BlockFacts, TypeFacts
from tfgen.terraform.schema.model import AttributeSchema
from tfgen.terraform.types.model import BOOL, NUMBER, STRING, ListType, ObjectType, SetType

LINES = (
    "a:r b:oN c:cB",
    '["set",["object",{"port":"number"}]]',
    "!encrypted:o rules:oc@1 more:o#l0/policy:l1-3@0 timeouts:i@3",
    "create:o",
)


def test_attributes() -> None:
    block = Decoder().block(BundleEntry(LINES, 0))

    assert block.attributes == {
        "a": AttributeSchema("a", STRING, required=True),
        "b": AttributeSchema("b", NUMBER, optional=True),
        "c": AttributeSchema("c", BOOL, computed=True),
    }
    assert not block.blocks
    assert not block.deprecated


def test_references_lead_to_other_lines() -> None:
    block = Decoder().block(BundleEntry(LINES, 2))
    more = block.attributes["more"]

    assert block.deprecated
    assert block.attributes["rules"].type == SetType(ObjectType.of({"port": NUMBER}))
    assert more.type == ListType(ObjectType.of({"a": STRING, "b": NUMBER, "c": BOOL}, optional=["b", "c"]))
    assert more.nested is not None
    assert more.nested.attributes["a"].required


def test_nested_blocks_are_decoded_when_asked_for() -> None:
    broken = (*LINES[:2], "/policy:l1-3@0 lost:l@99")

    blocks = Decoder().block(BundleEntry(broken, 2)).blocks

    assert list(blocks) == ["policy", "lost"]
    assert "lost" in blocks
    assert len(blocks) == 2
    policy = blocks["policy"]
    assert (policy.nesting, policy.min_items, policy.max_items) == ("list", 1, 3)
    assert blocks["policy"] is policy


def test_facts_are_put_in_their_places() -> None:
    facts = TypeFacts(
        {"encrypted": "bool", "policy.a": "number", "policy.b": "bool", "gone": "bool"},
        {"policy": BlockFacts(provider_max=2), "timeouts": BlockFacts(opaque=True)},
    )
    decoder = Decoder()

    block = decoder.block(BundleEntry(LINES, 2), facts)
    policy = block.blocks["policy"]

    assert block.attributes["encrypted"].string_flag == "bool"
    assert policy.block.attributes["a"].string_flag == "number"
    assert policy.block.attributes["b"].string_flag is None  # not typed as string
    assert (policy.most, block.blocks["timeouts"].opaque) == (2, True)
    assert decoder.block(BundleEntry(LINES, 2)).attributes["encrypted"].string_flag is None
