"""``allow_from``: who may connect, as a list and as a map, and what is wrong with either."""

import pytest

from tests.annotations import annotated, unmarked
from tests.messages import told
from tests.stack.stacks import HEAD, arguments, bind, root
from tfgen.terraform.hcl.literal import Expr

STACK = HEAD + "environments: {dev: {}}\nservices:\n"
OTHERS = """\
  network: {module: net, cidr: 10.0.0.0/16}
  web: {module: guard}
  jobs: {module: runner}
"""


def clients(written: str) -> object:
    """What the module of a vault is given for an ``allow_from``."""
    text = f"{STACK}{OTHERS}  vault: {{module: vault, allow_from: {written}}}\n"
    roots, found = bind(text, connections={})
    assert found == ()
    return arguments(roots[0].calls[-1])["allow_from"]


def mistakes(service: str) -> list[str]:
    text = f"{STACK}{OTHERS}  {service}\n"
    _, found = bind(text, connections={})
    assert annotated(text, found) == text
    return told(found)


@pytest.mark.parametrize(
    ("written", "given"),
    [
        ("[]", {}),
        ("[web]", {"web": {"security_group_id": Expr("module.web.id"), "egress": True}}),
        ("[jobs]", {"jobs": {"security_group_id": Expr("module.jobs.security_group_id")}}),
        ("[vault]", {"vault": {"security_group_id": Expr("module.vault.group_id"), "egress": True}}),
        ("[10.0.0.0/16]", {"10.0.0.0/16": {"cidr_ipv4": "10.0.0.0/16"}}),
        (
            "[0.0.0.0/0, 10.1.2.3/32]",
            {"0.0.0.0/0": {"cidr_ipv4": "0.0.0.0/0"}, "10.1.2.3/32": {"cidr_ipv4": "10.1.2.3/32"}},
        ),
        ('["FD00::/8", "::/0"]', {"FD00::/8": {"cidr_ipv6": "FD00::/8"}, "::/0": {"cidr_ipv6": "::/0"}}),
        ("[sg-0123abcd]", {"sg-0123abcd": {"security_group_id": "sg-0123abcd"}}),
        ("[sg-0123456789abcdef0]", {"sg-0123456789abcdef0": {"security_group_id": "sg-0123456789abcdef0"}}),
        ("[pl-0123abcd]", {"pl-0123abcd": {"prefix_list_id": "pl-0123abcd"}}),
        ('{vpc: {cidr_ipv4: "${network.id}"}}', {"vpc": {"cidr_ipv4": Expr("module.network.id")}}),
    ],
)
def test_clients(written: str, given: object) -> None:
    assert clients(written) == given


def test_a_service_may_be_called_like_the_id_of_a_group() -> None:
    text = f"{STACK}  network: {{module: net, cidr: x}}\n  sg-0123abcd: {{module: guard}}\n"
    vault = root(text + "  vault: {module: vault, allow_from: [sg-0123abcd]}\n").calls[-1]
    assert arguments(vault)["allow_from"] == {
        "sg-0123abcd": {"security_group_id": Expr("module.sg-0123abcd.id"), "egress": True}
    }


def test_clients_count_as_needed() -> None:
    text = f"{STACK}{OTHERS}  vault: {{module: vault, allow_from: [web, 10.0.0.0/8, jobs]}}\n"
    argument = root(text).calls[-1].argument("allow_from")
    assert argument
    assert [(read.service, read.output) for read in argument.reads] == [("web", "id"), ("jobs", "security_group_id")]


def test_clients_can_go_round_in_a_circle() -> None:
    text = f"{STACK}{OTHERS}  vault: {{module: vault, allow_from: [web, «vault»]}} ⟵ TFG019\n"
    _, found = bind(text, connections={"vault": {"group_id": frozenset({"allow_from"})}})
    assert annotated(text, found) == text
    _, found = bind(unmarked(text), connections={"vault": {"group_id": frozenset({"place_id"})}})
    assert found == ()


def test_the_place_is_wired_where_no_groups_are_given() -> None:
    text = f"{STACK}{OTHERS}  vault: {{module: vault%s}}\n"
    assert arguments(root(text % "").calls[-1]) == {"place_id": Expr("module.network.id")}
    assert arguments(root(text % ", group_ids: []").calls[-1]) == {
        "group_ids": [],
        "place_id": Expr("module.network.id"),
    }
    assert arguments(root(text % ", group_ids: [x]").calls[-1]) == {"group_ids": ["x"]}
    assert arguments(root(text % ", group_ids: [x], place_id: y").calls[-1]) == {"group_ids": ["x"], "place_id": "y"}


def test_the_place_is_asked_for_where_no_groups_are_given() -> None:
    text = f"{STACK}  «vault»: {{module: vault}} ⟵ TFG014\n  keeper: {{module: vault, group_ids: [x]}}\n"
    _, found = bind(text)
    assert annotated(text, found) == text
    assert told(found) == [
        'services.vault.place_id: Missing input "place_id" | Module vault needs it: Where its group is. | '
        'Add a service of module net, or write "place_id:" (string) yourself.'
    ]


def test_two_places_are_ambiguous_only_where_no_groups_are_given() -> None:
    others = "  network: {module: net, cidr: x}\n  office: {module: net, cidr: x}\n"
    text = f"{STACK}{others}  «vault»: {{module: vault}} ⟵ TFG020\n  keeper: {{module: vault, group_ids: [x]}}\n"
    _, found = bind(text)
    assert annotated(text, found) == text


def test_what_is_wired_follows_what_was_written_for_the_same_module() -> None:
    others = "  network: {module: net, cidr: x}\n  office: {module: net, cidr: x}\n"
    store = root(f'{STACK}{others}  x: {{module: pair, near: "${{office.id}}", far: y}}\n').calls[2]
    assert arguments(store) == {"there": Expr("module.office.id"), "near": Expr("module.office.id"), "far": "y"}
    both = f'{STACK}{others}  «x»: {{module: pair, near: "${{office.id}}", far: "${{network.id}}"}} ⟵ TFG020\n'
    _, found = bind(both)
    assert annotated(both, found) == both


@pytest.mark.parametrize(
    ("service", "words"),
    [
        (
            "vault: {module: vault, allow_from: [«wbe»]} ⟵ TFG017",
            'services.vault.allow_from.0: Unknown client "wbe" | There is no service "wbe". | Did you mean "web"?',
        ),
        (
            "vault: {module: vault, allow_from: [web, «anybody else»]} ⟵ TFG017",
            'services.vault.allow_from.1: Unknown client "anybody else" | There is no service "anybody else". | '
            "Write a service, a CIDR block, or the ID of a security group or prefix list.",
        ),
        (
            'vault: {module: vault, allow_from: [«"${web.id}"»]} ⟵ TFG017',
            'services.vault.allow_from.0: Unknown client "${web.id}" | There is no service "${web.id}". | '
            "Write the service's name alone: web.",
        ),
        (
            "vault: {module: vault, allow_from: [«sg-xyz»]} ⟵ TFG017",
            'services.vault.allow_from.0: Unknown client "sg-xyz" | There is no service "sg-xyz". | '
            "Write a service, a CIDR block, or the ID of a security group or prefix list.",
        ),
        (
            "vault: {module: vault, allow_from: [«10.0.0.1/16»]} ⟵ TFG015",
            "services.vault.allow_from.0: Not a CIDR block: 10.0.0.1/16 | It is not a network's address. | "
            "Write 10.0.0.0/16.",
        ),
        (
            "vault: {module: vault, allow_from: [«10.0.0.1»]} ⟵ TFG015",
            "services.vault.allow_from.0: Not a CIDR block: 10.0.0.1 | It has no prefix length. | Write 10.0.0.1/32.",
        ),
        (
            "vault: {module: vault, allow_from: [«10.0.0.0/33»]} ⟵ TFG015",
            "services.vault.allow_from.0: Not a CIDR block: 10.0.0.0/33 | It is no address of a network. | "
            "Write it as in 10.20.0.0/16.",
        ),
        (
            "vault: {module: vault, allow_from: [«5432», «[web]»]} ⟵ TFG015 TFG015",
            "services.vault.allow_from.0: Not a client | allow_from lists names; this is the number 5432. | "
            "Write a service, a CIDR block, or the ID of a security group or prefix list.",
        ),
        (
            "vault: {module: vault, allow_from: «web»} ⟵ TFG015",
            "services.vault.allow_from: Not a list of clients | "
            'allow_from is a list of names; this is the string "web". | Write [web].',
        ),
        (
            "vault: {module: vault, allow_from: [«network»]} ⟵ TFG034",
            "services.vault.allow_from.0: network has no security group | "
            "Module net has no output that is the ID of a security group. | "
            'Name a service that has one, or write allow_from: {NAME: {security_group_id: "sg-..."}}.',
        ),
        (
            "keeper: {module: vault, group_ids: [x]}\n  vault: {module: vault, allow_from: [«keeper»]} ⟵ TFG034",
            "services.vault.allow_from.0: keeper has no security group | keeper makes none, since it has group_ids. | "
            "Name a service that has one, or write allow_from: {keeper: {security_group_id: ...}}.",
        ),
        (
            "vault: {module: vault, group_ids: [x], allow_from: «[web]»} ⟵ TFG035",
            "services.vault.allow_from: allow_from beside group_ids | "
            "With group_ids the service has no security group of its own. | "
            "Leave group_ids out, or put the rules into the groups that it names.",
        ),
        (
            "vault: {module: vault, group_ids: [x], allow_from: «{a: {cidr_ipv4: x}}»} ⟵ TFG035",
            "services.vault.allow_from: allow_from beside group_ids | "
            "With group_ids the service has no security group of its own. | "
            "Leave group_ids out, or put the rules into the groups that it names.",
        ),
        (
            "vault: {module: vault, allow_from: {a: {«cidr»: x}}} ⟵ TFG015",
            'services.vault.allow_from.a.cidr: Unknown attribute "cidr"',
        ),
        (
            "worker: {module: user, «allow_from»: [web]} ⟵ TFG013",
            'services.worker.allow_from: Unknown input "allow_from" | '
            "Module user makes no security group that clients could be let into.",
        ),
    ],
)
def test_mistakes(service: str, words: str) -> None:
    assert mistakes(service)[0].startswith(words)


def test_a_client_of_a_broken_module_is_not_judged() -> None:
    assert mistakes("x: {module: broken}\n  vault: {module: vault, allow_from: [x]}") == []


def test_an_input_that_is_only_called_so_takes_what_its_type_says() -> None:
    text = f"{STACK}  plain: {{module: plain, allow_from: [web]}}\n"
    assert arguments(root(text).calls[0])["allow_from"] == ["web"]
