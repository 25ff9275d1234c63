"""What strings stand for, seen through the inputs of a ``user`` beside a net and a store."""

import pytest

from tests.annotations import annotated
from tests.messages import told
from tests.stack.stacks import HEAD, arguments, bind, root
from tfgen.terraform.hcl.literal import Expr

AROUND = """\
environments: {dev: {}}
services:
  network: {module: net, cidr: 10.0.0.0/16, zones: [east, west]}
  plain: {module: net, cidr: 10.0.0.0/16}
  lost: {module: broken, zones: 3}
  worker: {module: user, net_id: %s}
"""


def value(text: str) -> object:
    _, _, worker = root(f"{HEAD}{AROUND.replace('  lost: {module: broken, zones: 3}', '')}" % text).calls
    return arguments(worker)["net_id"]


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("plain text", "plain text"),
        ('"${network.id}"', Expr("module.network.id")),
        ("${network.id}", Expr("module.network.id")),  # outside of [ ] and { } it needs no quotes, but see below
        ('"${network.subnets[0]}"', Expr("module.network.subnets[0]")),
        ('"${network.subnets.1}"', Expr("module.network.subnets[1]")),
        ('"${network.zone_ids.east}"', Expr('module.network.zone_ids["east"]')),
        ("'${network.zone_ids[\"west\"]}'", Expr('module.network.zone_ids["west"]')),
        ('"${plain.zone_ids.b}"', Expr('module.plain.zone_ids["b"]')),  # the keys of the input's default
        ('"${network.info.id}"', Expr("module.network.info.id")),
        ('"${network.info.ports[2]}"', Expr("module.network.info.ports[2]")),
        ('"${network.open.what.ever[3]}"', Expr("module.network.open.what.ever[3]")),
        ('"${network.size}"', Expr("module.network.size")),
        ('"x-${network.id}-y"', Expr('"x-${module.network.id}-y"')),
        ('"${network.id}${plain.id}"', Expr('"${module.network.id}${module.plain.id}"')),
        ('"${stack}-${environment}-${region}-${suffix}"', "shop-dev-us-west-2-dev"),
        ('"${stack}/${network.id}"', Expr('"shop/${module.network.id}"')),
        ('"$${network.id} %%{if} %{if}"', "${network.id} %{if} %{if}"),
        ('"$${x} ${network.id}"', Expr('"$${x} ${module.network.id}"')),
        ('"$${network.id}"', "${network.id}"),
        ('"100%${network.id}"', Expr('"100${"%"}${module.network.id}"')),
        ('"$$${network.id} costs $${network.id}$"', "$${network.id} costs ${network.id}$"),
        ('"say \\"${network.id}\\"\\n"', Expr('"say \\"${module.network.id}\\"\\n"')),
    ],
)
def test_references_and_placeholders(text: str, read: object) -> None:
    assert value(text if text.startswith(("'", '"', "plain")) else f'"{text}"') == read


@pytest.mark.parametrize(
    ("text", "code", "words"),
    [
        (
            '"«${netwrk.id}»"',
            "TFG017",
            'Unknown reference ${netwrk.id} | There is no service "netwrk". | Did you mean "network"?',
        ),
        ('"«${foo.id}»"', "TFG017", "Known: environment, lost, network, plain, region, stack, suffix, worker."),
        ('"«${stak}»"', "TFG017", 'There is no service "stak". | Did you mean "stack"?'),
        ('"«${network.idd}»"', "TFG017", 'Module net has no output "idd". | Did you mean "id"?'),
        ('"«${network}»"', "TFG017", "It names no output. | Known: id, info, open, size, subnets, zone_ids."),
        ('"«${stack.name}»"', "TFG017", "stack is a text and has no parts. | Write ${stack}."),
        ('"«${network.id.x}»"', "TFG017", "network.id is string and has no x."),
        ('"«${network.subnets.first}»"', "TFG017", "network.subnets is list of string and has no first."),
        ('"«${network.info.prts}»"', "TFG017", 'network.info is object and has no prts. | Did you mean "ports"?'),
        ('"«${network.zone_ids.easst}»"', "TFG017", 'network.zone_ids has no "easst". | Did you mean "east"?'),
        ('"«${plain.zone_ids.c}»"', "TFG017", 'plain.zone_ids has no "c". | Known: a, b.'),
        (
            '«"${network.subnets}"»',
            "TFG018",
            '"services.worker.net_id" wants string; ${network.subnets} is list of string.',
        ),
        ('"all of «${network.subnets}»"', "TFG018", "Refer to one of its elements, or write the reference alone."),
        ('"«${network.id»"', "TFG021", '${network.id has no "}". | Write "${service.output}"'),
        ('"«${upper(network.id)}»"', "TFG021", "${upper(network.id)} is no reference: no operators, functions"),
        ('"«${}»"', "TFG021", "${} is no reference"),
        ('"«${a + b}»"', "TFG021", "${a + b} is no reference"),
        ('"x «${netwrk.id}» y «${stak}» z"', "TFG017 TFG017", ""),
        ('«"e\u0301 ${network.id}"»', "TFG027", "It is not in Unicode's normal form NFC"),
    ],
)
def test_mistakes_are_shown_at_the_reference_itself(text: str, code: str, words: str) -> None:
    text = f"{HEAD}{AROUND.rstrip()} ⟵ {code}\n" % text
    _, found = bind(text)
    assert annotated(text, found) == text
    assert len(found) == text.count("«")
    assert all(line.startswith("services.worker.net_id: ") for line in told(found))
    assert words in told(found)[0]


@pytest.mark.parametrize(
    "text",
    [
        "«'it''s ${network.idd}'» ⟵ TFG017",
        '«"tab\\t${network.idd}"» ⟵ TFG017',
        "«| ⟵ TFG017\n      ${network.idd}\n      x»",
    ],
)
def test_where_the_file_does_not_hold_the_string_as_it_is_all_of_it_is_shown(text: str) -> None:
    project = AROUND.replace("{module: user, net_id: %s}", "\n    module: user\n    net_id: %s")
    text = f"{HEAD}{project}" % text
    _, found = bind(text)
    assert annotated(text, found) == text


def test_a_reference_to_a_service_of_a_broken_module_is_not_judged() -> None:
    _, found = bind(f"{HEAD}{AROUND}" % '"${lost.whatever}"')
    assert found == ()


def test_the_keys_of_a_map_that_is_only_known_later_are_not_judged() -> None:
    text = """\
HEAD
environments: {dev: {}}
services:
  network: {module: net, cidr: x, zones: ["${other.id}"]}
  other: {module: net, cidr: x, zones: "${network.subnets}"}
  worker: {module: user, net_id: "${other.zone_ids.any}", store_arn: "${network.zone_ids.any}"}
"""
    _, found = bind(text)
    assert [f.code for f in found] == ["TFG019"]
