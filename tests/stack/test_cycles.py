from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from tests.annotations import annotated
from tests.messages import told
from tests.stack.stacks import HEAD, bind, modules
from tfgen.graph import components
from tfgen.source import SourceFile
from tfgen.stack.cycles import Connections, check_cycles, needed_parts
from tfgen.stack.load import load_stack
from tfgen.stack.root_module import Argument, ModuleCall, ServiceOutput
from tfgen.yaml.collector import Collector

NOTHING: Connections = {"net": {"id": frozenset()}, "store": {"arn": frozenset()}, "user": {"arn": frozenset()}}


def mistakes(text: str, connections: Connections | None = None) -> list[str]:
    """What is found in a text, at the places that are marked in it."""
    text = HEAD + text
    _, found = bind(text, connections=connections)
    assert annotated(text, found) == text
    return told(found)


def test_services_that_need_each_other() -> None:
    text = """\
environments: {dev: , prod: }
services:
  network: {module: net, cidr: "«${files.arn}»"} ⟵ TFG019
  files: {module: store, subnets: [], password: "${network.id}"}
  other: {module: net, cidr: "«${other.id}»"} ⟵ TFG019
  worker: {module: user, net_id: "${other.id}"}
"""
    assert mistakes(text) == [
        "services.network.cidr: Services need each other | Each needs the next: "
        "network.cidr -> files.arn -> files.password -> network.id -> network.cidr. | "
        "Let one of them do without the next, or split a service in two.",
        "services.other.cidr: A service needs what it is still making | Each needs the next: "
        "other.cidr -> other.id -> other.cidr. | Give other.cidr a value that does not need other.id.",
    ]


def test_only_what_the_modules_connect_counts() -> None:
    text = """\
environments: {dev: }
services:
  network: {module: net, cidr: "${files.arn}", note: "${files.port}"}
  files: {module: store, subnets: [], password: "${network.id}"}
  other: {module: net, cidr: "${other.id} ${other.size}"}
"""
    apart: Connections = {
        "net": {"id": frozenset({"size"}), "size": frozenset({"size", "zones"})},
        "store": {"arn": frozenset({"password"}), "port": frozenset({"password"})},
    }
    assert mistakes(text, apart) == []
    by_note: Connections = {**apart, "net": {"id": frozenset({"note"})}}
    marked = text.replace("${files.port}", "«${files.port}»").replace("}\n  files", "} ⟵ TFG019\n  files")
    assert mistakes(marked, by_note) == [
        "services.network.note: Services need each other | Each needs the next: "
        "network.note -> files.port -> files.password -> network.id -> network.note. | "
        "Let one of them do without the next, or split a service in two."
    ]


def test_what_a_module_connects_is_not_guessed() -> None:
    text = 'environments: {dev: }\nservices:\n  other: {module: net, cidr: "${other.id}"}\n'
    assert mistakes(text, {}) == []


def test_the_shortest_way_round_is_shown_once() -> None:
    text = """\
environments: {dev: }
services:
  a: {module: net, cidr: "«${b.id}»", note: "${c.id}"} ⟵ TFG019
  b: {module: net, cidr: "${c.id}${a.id}"}
  c: {module: net, cidr: "${a.id}"}
"""
    assert [line.split(" | ")[1] for line in mistakes(text)] == [
        "Each needs the next: a.cidr -> b.id -> b.cidr -> a.id -> a.cidr."
    ]


def test_wiring_counts_as_needing() -> None:
    text = """\
environments: {dev: }
services:
  network: {module: net, cidr: "«${files.arn}»"} ⟵ TFG019
  files: {module: store}
"""
    assert [line.split(" | ")[1] for line in mistakes(text)] == [
        "Each needs the next: network.cidr -> files.arn -> files.subnets -> network.subnets -> network.cidr."
    ]


def test_a_way_round_that_begins_with_wiring_is_shown_at_the_service() -> None:
    text = """\
environments: {dev: }
services:
  «files»: {module: store} ⟵ TFG019
  network: {module: net, cidr: "${files.arn}"}
"""
    assert mistakes(text)[0].startswith("services.files.subnets: Services need each other")


def test_an_environment_with_a_cycle_of_its_own() -> None:
    text = """\
environments: {dev: , prod: {services: {other: {cidr: "«${other.id}»"}}}} ⟵ TFG019
services:
  other: {module: net, cidr: x}
"""
    assert mistakes(text)[0].startswith("environments.prod.services.other.cidr: A service needs")


Wiring = dict[tuple[int, str], list[tuple[int, str]]]

wirings = st.dictionaries(
    st.tuples(st.integers(0, 4), st.sampled_from(["cidr", "note"])),
    st.lists(st.tuples(st.integers(0, 4), st.sampled_from(["id", "size"])), max_size=3),
    max_size=8,
)
connections = st.fixed_dictionaries(
    {
        "net": st.fixed_dictionaries(
            {
                "id": st.frozensets(st.sampled_from(["cidr", "note"])),
                "size": st.frozensets(st.sampled_from(["cidr", "note"])),
            }
        )
    }
)


@given(wirings, connections)
def test_every_way_round_is_one_and_each_group_has_one(wiring: Wiring, connected: Connections) -> None:
    net = modules()["net"]
    assert net
    calls = []
    for number in range(5):
        arguments = []
        for name in ("cidr", "note"):
            reads = tuple(ServiceOutput(f"s{other}", output) for other, output in wiring.get((number, name), []))
            arguments.append(Argument(name, "", None, reads))
        calls.append(ModuleCall(f"s{number}", net, tuple(arguments), ""))
    edges = needed_parts(calls, connected)
    services = "".join(f"  s{number}: {{module: net, cidr: x, note: x}}\n" for number in range(5))
    stack, _ = load_stack(SourceFile("stack.yaml", f"{HEAD}environments: {{dev: }}\nservices:\n{services}"))
    assert stack
    collector = Collector("stack.yaml")
    check_cycles(calls, connected, stack.environments[0], collector)
    ways = [d.detail.removeprefix("Each needs the next: ").rstrip(".").split(" -> ") for d in collector.diagnostics]
    needs = {".".join(part[1:]): {".".join(edge.to[1:]) for edge in ahead} for part, ahead in edges.items()}
    for way in ways:
        assert way[0] == way[-1]
        assert all(after in needs[before] for before, after in pairwise(way))
    assert len(ways) == sum(len(component) > 1 for component in components(edges))


def test_a_ring_of_many_services_takes_no_time() -> None:
    many = 2000
    services = "".join(f'  s{i}: {{module: net, cidr: "${{s{(i + 1) % many}.id}}"}}\n' for i in range(many))
    _, found = bind(f"{HEAD}environments: {{dev: }}\nservices:\n{services}")
    assert [d.code for d in found] == ["TFG019"]
