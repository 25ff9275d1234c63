import pytest
from hypothesis import given

from tests.annotations import annotated, unmarked
from tests.messages import codes, told
from tests.stack.stacks import HEAD, all_connected, arguments, bind, limits, load, modules, root
from tests.yaml.trees import trees
from tfgen.diagnostics import has_errors
from tfgen.stack.bind_stack import bind_stack
from tfgen.stack.root_module import ModuleCall, SecretVariable
from tfgen.terraform.hcl.literal import Expr

STACK = HEAD + "environments: {dev: {}}\nservices:\n"
NET = "  network: {module: net, cidr: 10.0.0.0/16}\n"


def mistakes(text: str, version: str = "6.62.0") -> list[str]:
    """What is found in a text, at the places that are marked in it."""
    _, found = bind(text, version)
    assert annotated(text, found) == text
    return told(found)


def test_a_service_becomes_a_module_call() -> None:
    (call,) = root(STACK + "  network: {module: net, cidr: 10.0.0.0/16, size: 3, zones: [a], note: }\n").calls
    assert (call.service, call.module.name, call.key) == ("network", "net", "services.network")
    assert [(a.name, a.value, a.key) for a in call.arguments] == [
        ("name", "shop-network", None),
        ("suffix", Expr("local.suffix"), None),
        ("cidr", "10.0.0.0/16", "services.network.cidr"),
        ("size", 3, "services.network.size"),
        ("zones", ["a"], "services.network.zones"),
        ("tags", Expr("local.tags"), None),
    ]


def test_a_root_knows_its_environment() -> None:
    found = root("""\
HEAD
tags: {Owner: me, Env: "${environment}", Size: 3}
environments: {dev: {region: eu-west-1, suffix: d1}}
services: {}
""")
    assert (found.stack, found.environment, found.suffix, found.region) == ("shop", "dev", "d1", "eu-west-1")
    assert (found.provider, found.version, found.source) == ("aws", "6.62.0", "../../modules/${module}")
    assert found.tags == {"Owner": "me", "Env": "dev", "Size": "3"}
    assert (found.backend, found.calls, found.secrets) == (None, (), ())


def test_a_name_and_tags_of_ones_own() -> None:
    (call,) = root(STACK + '  a_b: {module: net, cidr: x, name: "${stack}-core", tags: {A: "${suffix}"}}\n').calls
    name, tags = call.argument("name"), call.argument("tags")
    assert name
    assert tags
    assert name.value == "shop-core"
    assert tags.value == Expr('merge(local.tags, {\n  A = "dev"\n})')
    assert call.argument("nothing") is None


def test_an_input_is_wired_to_the_only_service_that_can_feed_it() -> None:
    _, files, worker = root(STACK + NET + "  files: {module: store}\n  worker: {module: user}\n").calls
    assert arguments(files)["subnets"] == Expr("module.network.subnets")
    assert arguments(worker) == {"net_id": Expr("module.network.id")}
    assert reads(files) == {"subnets": [("network", "subnets")]}
    assert reads(worker) == {"net_id": [("network", "id")]}


def test_wiring_by_hand_goes_first() -> None:
    text = STACK + NET + '  other: {module: net, cidr: x}\n  files: {module: store, subnets: ["${other.id}"]}\n'
    files = root(text).calls[2]
    assert arguments(files)["subnets"] == [Expr("module.other.id")]
    assert reads(files) == {"subnets": [("other", "id")]}


def test_an_argument_knows_the_outputs_in_its_value() -> None:
    text = STACK + NET + '  other: {module: net, cidr: "${network.id} ${network.size} ${network.id} ${stack}"}\n'
    other = root(text).calls[1]
    assert reads(other) == {"cidr": [("network", "id"), ("network", "size"), ("network", "id")]}


def reads(call: ModuleCall) -> dict[str, list[tuple[str, str]]]:
    return {a.name: [(read.service, read.output) for read in a.reads] for a in call.arguments if a.reads}


def test_a_required_secret_becomes_a_sensitive_variable() -> None:
    found = root(STACK + NET + "  card-files: {module: store}\n")
    assert found.secrets == (SecretVariable("card_files_password", "Its password.", "string", "services.card-files"),)
    assert arguments(found.calls[1])["password"] == Expr("var.card_files_password")
    assert "token" not in arguments(found.calls[1])


def test_two_secrets_that_would_be_one_variable() -> None:
    text = STACK + NET + "  a: {module: keeper}\n  «a-spare»: {module: keeper} ⟵ TFG009\n"
    assert mistakes(text) == [
        "services.a-spare: Two secrets of one name | The variable a_spare_key would hold the secret of "
        "services.a too. | Rename one of the services."
    ]


def test_a_secret_may_come_from_another_service() -> None:
    text = STACK + NET + '  files: {module: store, password: "x${network.id}", token: "${network.id}"}\n'
    found = root(text)
    assert found.secrets == ()
    assert arguments(found.calls[1])["password"] == Expr('"x${module.network.id}"')


@pytest.mark.parametrize(("version", "value"), [("3.39.0", True), ("6.62.0", "true")])
def test_a_flag_has_the_literal_of_its_provider_version(version: str, value: object) -> None:
    files = root(STACK + NET + "  files: {module: store, encrypted: true}\n", version).calls[1]
    assert arguments(files)["encrypted"] == value


@pytest.mark.parametrize(
    ("service", "where", "words"),
    [
        (
            "files: {module: «stor»} ⟵ TFG012",
            "services.files.module",
            'Unknown module "stor" | No template folder has it. | Did you mean "store"?',
        ),
        (
            "files: {module: «lambda»} ⟵ TFG012",
            "services.files.module",
            "Known: broken, guard, keeper, net, pair, plain, runner, store, user, vault.",
        ),
        (
            "files: {module: store, «encryptd»: true} ⟵ TFG013",
            "services.files.encryptd",
            'Module store has no such input. | Did you mean "encrypted"?',
        ),
        ("files: {module: store, «colour»: red} ⟵ TFG013", "services.files.colour", "See: tfgen module show store."),
        (
            "files: {module: store, «suffix»: x} ⟵ TFG013",
            "services.files.suffix",
            "The environment has the suffix, its services have none. | Remove it.",
        ),
        (
            "«other»: {module: net} ⟵ TFG014",
            "services.other.cidr",
            'Missing input "cidr" | Module net needs it: Its range. | Add "cidr:" (string).',
        ),
        ("other: {module: net, «cdir»: x} ⟵ TFG013", "services.other.cdir", 'Did you mean "cidr"?'),
        (
            "other: {module: net, cidr: «[x]»} ⟵ TFG015",
            "services.other.cidr",
            '"services.other.cidr" wants string; this is a list.',
        ),
        (
            "other: {module: net, «cidr»: } ⟵ TFG015",
            "services.other.cidr",
            "must have a value (string). | Give it one.",
        ),
        (
            "other: {module: net, cidr: x, size: «null»} ⟵ TFG015",
            "services.other.size",
            "Remove the line for the default.",
        ),
        (
            "other: {module: net, cidr: x, name: «Core»} ⟵ TFG009",
            "services.other.name",
            '"Core" must be lower-case words',
        ),
        ("other: {module: net, cidr: x, name: «[a]»} ⟵ TFG015", "services.other.name", "wants string; this is a list."),
        (
            'other: {module: net, cidr: x, name: "a-«${network.id}»"} ⟵ TFG017',
            "services.other.name",
            "Only environment, region, stack and suffix can stand here.",
        ),
        (
            "other: {module: net, cidr: x, tags: {A: «true»}} ⟵ TFG015",
            "services.other.tags.A",
            'Put it in quotes: "true".',
        ),
        (
            "files: {module: store, rules: {a: {«prt»: 1}}} ⟵ TFG015",
            "services.files.rules.a.prt",
            'Did you mean "port"?',
        ),
        ("files: {module: store, encrypted: «yes»} ⟵ TFG015", "services.files.encrypted", "wants true or false;"),
        (
            "files: {module: store, password: «hunter2»} ⟵ TFG022",
            "services.files.password",
            "set TF_VAR_files_password when Terraform runs",
        ),
        (
            "files: {module: store, password: «[3]»} ⟵ TFG022",
            "services.files.password",
            "a stack file is no place for a secret.",
        ),
        (
            'files: {module: store, password: «"${stack}!"»} ⟵ TFG022',
            "services.files.password",
            "a stack file is no place for a secret.",
        ),
        (
            "files: {module: store, token: «abc»} ⟵ TFG022",
            "services.files.token",
            "Remove the line, or refer to another service's output.",
        ),
        (
            'files: {module: store, token: "«${network.token}»"} ⟵ TFG017',
            "services.files.token",
            "Module net has no output",
        ),
        (
            "network2: {module: net, cidr: x, name: «shop-network»} ⟵ TFG009",
            "services.network2.name",
            "network has the name shop-network too",
        ),
        (
            'worker: {module: user, count_of: «"${network.id}"»} ⟵ TFG018',
            "services.worker.count_of",
            "wants number; ${network.id} is string.",
        ),
    ],
)
def test_mistakes(service: str, where: str, words: str) -> None:
    (line,) = mistakes(f"{STACK}{NET}  {service}\n")
    assert line.startswith(f"{where}: ")
    assert words in line


def test_an_input_that_the_provider_version_lacks() -> None:
    text = STACK + NET + "  files: {module: store, «managed»: true} ⟵ TFG016\n"
    assert mistakes(text, "3.39.0") == [
        'services.files.managed: Input "managed" does not exist in this provider version | '
        "Provider aws 3.39.0 cannot set aws_rds_cluster.manage_master_user_password. | "
        "Remove it, or choose another provider version."
    ]
    assert mistakes(unmarked(text)) == []


def test_wiring_that_could_go_either_way_must_be_written() -> None:
    text = STACK + NET + "  other: {module: net, cidr: x}\n  «files»: {module: store} ⟵ TFG020\n"
    assert mistakes(text) == [
        'services.files.subnets: Ambiguous wiring of "subnets" | It could come from network or other. | '
        'Write it: subnets: "${network.subnets}".'
    ]


def test_wiring_that_goes_nowhere_must_be_written() -> None:
    assert mistakes(STACK + "  «files»: {module: store} ⟵ TFG014\n") == [
        'services.files.subnets: Missing input "subnets" | Module store needs it: Where it stands. | '
        'Add a service of module net, or write "subnets:" (list of string) yourself.'
    ]


def test_wiring_to_what_cannot_be_read_is_not_missed() -> None:
    assert mistakes(STACK + "  network: {module: «nett», cidr: x} ⟵ TFG012\n  files: {module: store}\n") == [
        'services.network.module: Unknown module "nett" | No template folder has it. | Did you mean "net"?'
    ]


def test_what_is_said_of_a_service_whose_module_is_unknown() -> None:
    service = '  x: {module: «lambda», a: "«${network.idd}»", b: [{c: "«${»"}], d: 3, e: "${network.id}"}'
    text = f"{STACK}{NET}{service} ⟵ TFG012 TFG017 TFG021\n"
    _, found = bind(text)
    assert annotated(text, found) == text
    assert [(d.code, d.stack_key) for d in found] == [
        ("TFG012", "services.x.module"),
        ("TFG017", "services.x.a"),
        ("TFG021", "services.x.b.0.c"),
    ]


def test_a_service_of_a_broken_module_is_looked_at_too() -> None:
    assert mistakes(STACK + '  x: {module: broken, whatever: 3, a: "«${y.z}»"} ⟵ TFG017\n')[0].startswith(
        "services.x.a"
    )


def test_names_that_cannot_be_made_to_fit() -> None:
    text = STACK + NET + f"  «files»: {{module: store, rules: {{{'k' * 58}: {{port: 1}}}}}} ⟵ TFG023\n"
    assert mistakes(text) == [
        "services.files: The name cannot be made to fit | aws_iam_role.name may have 64 characters; of "
        "{name}-{rules}-{suffix} only 1 are left for the name. | "
        'Shorten the suffix "dev" or the longest key of "files".'
    ]


def test_names_are_shortened_for_the_longest_key() -> None:
    text = STACK + NET + f"  settlement_reconciliation: {{module: store, rules: {{{'k' * 40}: {{port: 1}}}}}}\n"
    name = root(text).calls[1].argument("name")
    assert name
    assert name.value == "shop-settlemen-9a4a"


def test_tags_of_the_stack() -> None:
    text = """\
HEAD
tags: {A: «true», B: «[x]», «C»: , D: "«${network.id}»", E: "${region}"} ⟵ TFG015 TFG015 TFG015 TFG017
environments: {dev: {}}
services: {}
""".replace("HEAD\n", HEAD)
    _, found = bind(text)
    assert annotated(text, found) == text
    assert [(d.code, d.stack_key) for d in found] == [
        ("TFG015", "tags.A"),
        ("TFG015", "tags.B"),
        ("TFG015", "tags.C"),
        ("TFG017", "tags.D"),
    ]


def test_all_mistakes_are_found_at_once() -> None:
    text = """\
HEAD
environments: {dev: {}, prod: {}}
services:
  network: {module: net, cidr: «[x]», «sise»: 2, zones: «a»} ⟵ TFG015 TFG013 TFG015
  x: {module: «stor»} ⟵ TFG012
  «files»: {module: store, password: «secret», rules: {a: {«prt»: 1}}, name: «X»} ⟵ TFG020 TFG022 TFG015 TFG009
  «other»: {module: net} ⟵ TFG014
  worker:
    module: user
    net_id: "«${netwrk.id}» «${»" ⟵ TFG017 TFG021
    count_of: «"${network.subnets}"» ⟵ TFG018
    on: «maybe» ⟵ TFG015
""".replace("HEAD\n", HEAD)
    assert len(mistakes(text)) == text.count("«")


@given(trees, trees)
def test_no_tree_makes_binding_raise_and_findings_are_always_the_same(one: str, two: str) -> None:
    text = f"""\
HEAD
tags: {{a: {one}}}
environments: {{dev: {{}}, prod: {{tags: {{a: {two}}}, services: {{files: {{rules: {two}}}, network: {one}}}}}}}
services:
  network: {{module: net, cidr: x, zones: {one}, size: {two}, name: {two}}}
  files: {{module: store, subnets: {one}, password: {two}, rules: {{a: {one}}}, tags: {two}, encrypted: {one}}}
  worker: {{module: user, net_id: {two}, store_arn: {one}, on: {two}}}
"""
    stack, problems = load(text)
    assert stack
    roots, found = bind_stack(stack, modules(), limits(), all_connected())
    assert len(roots) == 2
    assert (roots, found) == bind_stack(stack, modules(), limits(), all_connected())
    assert has_errors((*problems, *found)) or codes(found) == []
