import pytest
from hypothesis import given

from tests.annotations import annotated
from tests.messages import codes, told
from tests.stack.stacks import HEAD, load
from tests.yaml.trees import trees

WHOLE = """\
stack: shop
region: us-west-2
provider: {aws: 6.62.0}
tags: {Owner: me}
compliance: []
modules: ../${module}
templates: mine
backend: {local: {}}
environments: {dev: , prod: {region: us-east-1}}
services:
  network: {module: net, cidr: 10.0.0.0/16}
  files:
    module: store
    password:
"""


def mistakes(text: str) -> list[str]:
    """What is found in a text, at the places that are marked in it."""
    text = text.replace("HEAD\n", HEAD)
    _, found = load(text)
    assert annotated(text, found) == text
    return told(found)


def test_everything_a_stack_says() -> None:
    stack, found = load(WHOLE)
    assert found == ()
    assert stack
    assert (stack.name, stack.provider, stack.version) == ("shop", "aws", "6.62.0")
    assert (stack.modules, stack.templates) == ("../${module}", "mine")
    dev, prod = stack.environments
    assert [(e.name, e.suffix, e.region) for e in (dev, prod)] == [
        ("dev", "dev", "us-west-2"),
        ("prod", "prod", "us-east-1"),
    ]
    assert [(s.name, s.module_name, [*s.inputs]) for s in dev.services] == [
        ("network", "net", ["cidr"]),
        ("files", "store", ["password"]),
    ]
    assert dev.service("network") == dev.services[0]
    assert dev.service("nothing") is None


@pytest.mark.parametrize("text", ["", "# only a comment\n", "---\n"])
def test_an_empty_file_says_how_to_start(text: str) -> None:
    stack, found = load(text)
    assert stack is None
    assert codes(found) == ["TFG002"]
    assert told(found) == [
        "-: The file is empty | It holds no keys. | Start with stack, region, provider, environments and services."
    ]


@pytest.mark.parametrize(
    ("text", "where", "words"),
    [
        (
            "«stak»: shop ⟵ TFG003\nregion: us-west-2\nprovider: {aws: 6.62.0}\nenvironments: {dev: }\nservices: {}",
            "stak",
            'Unknown key "stak" | There is no such key at the top. | Did you mean "stack"?',
        ),
        (
            "«region»: us-west-2 ⟵ TFG006\nprovider: {aws: 6.62.0}\nenvironments: {dev: }\nservices: {}",
            "stack",
            'Missing key "stack" | The file needs it. | Add "stack:".',
        ),
        (
            "stack: «Shop» ⟵ TFG009\nregion: us-west-2\nprovider: {aws: 6.62.0}\nenvironments: {dev: }\nservices: {}",
            "stack",
            '"Shop" must be lower-case words of letters and digits, joined by single hyphens.',
        ),
        (
            "stack: shop\nregion: «west» ⟵ TFG009\nprovider: {aws: 6.62.0}\nenvironments: {dev: }\nservices: {}",
            "region",
            'Not a region | "west" is no AWS region. | Write it as in us-west-2.',
        ),
        (
            "stack: shop\nregion: «5» ⟵ TFG009\nprovider: {aws: 6.62.0}\nenvironments: {dev: }\nservices: {}",
            "region",
            'Not a region | "5" is no AWS region. | Write it as in us-west-2.',
        ),
        (
            "HEAD\nenvironments: «{}» ⟵ TFG006\nservices: {}",
            "environments",
            "No environments | A stack is deployed once for each. | Add one: dev: {}.",
        ),
        (
            "HEAD\nenvironments: «[dev]» ⟵ TFG004\nservices: {}",
            "environments",
            'Expected a map | "environments" is a list. | Write {key: value}, or "key: value" on indented lines.',
        ),
        (
            "HEAD\nenvironments: {dev: }\nservices: {network: «vpc»} ⟵ TFG004",
            "services.network",
            'Expected a map | "services.network" is the string "vpc". | Write {module: ...} with its inputs.',
        ),
        (
            "HEAD\nenvironments: {dev: }\nservices: {«network»: } ⟵ TFG004",
            "services.network",
            'Expected a map | "services.network" is null. | Write {module: ...} with its inputs.',
        ),
        (
            "HEAD\nenvironments: {dev: }\nservices: {«network»: {cidr: x}} ⟵ TFG006",
            "services.network.module",
            'Missing key "module" | "network" does not say of which module it is. | Add "module:".',
        ),
        (
            "HEAD\nenvironments: {dev: }\nservices: {network: {«modul»: vpc}} ⟵ TFG003",
            "services.network.modul",
            'Unknown key "modul" | "network" does not say of which module it is. | Did you mean "module"?',
        ),
        (
            "HEAD\nenvironments: {dev: }\nservices: {network: {module: «3»}} ⟵ TFG004",
            "services.network.module",
            '"services.network.module" is the number 3.',
        ),
        (
            "HEAD\nenvironments: {dev: }\nservices: {network: {«module»: }} ⟵ TFG004",
            "services.network.module",
            'Expected the name of a module | "services.network.module" is null. | See: tfgen module list.',
        ),
        (
            "HEAD\nenvironments: {dev: }\nservices: {«stack»: {module: net}} ⟵ TFG010",
            "services.stack",
            "Reserved name | ${stack} is a placeholder, so no service may be called stack. | Choose another.",
        ),
        (
            "HEAD\nenvironments: {dev: }\nservices: {«1»: {module: net}} ⟵ TFG009",
            "services.1",
            '"1" must be lower-case words of letters and digits, joined by "_" or "-".',
        ),
        (
            "HEAD\nenvironments: {dev: }\nservices: {a-b: {module: net}, «a_b»: {module: store}} ⟵ TFG009",
            "services.a_b",
            'Two services of one name | "a_b" and "a-b" would give their resources the same names.',
        ),
        (
            "HEAD\nmodules: «../x» ⟵ TFG021\nenvironments: {dev: }\nservices: {}",
            "modules",
            'Without "${module}" all modules would have the same source.',
        ),
        (
            "HEAD\nmodules: «../${module}/${environment}» ⟵ TFG021\nenvironments: {dev: }\nservices: {}",
            "modules",
            "${environment} cannot stand in a module source.",
        ),
        (
            "HEAD\ncompliance: [«{a: b}»] ⟵ TFG004\nenvironments: {dev: }\nservices: {}",
            "compliance.0",
            'Expected a string | "compliance.0" is a map. | Write a text, in quotes if need be.',
        ),
    ],
)
def test_mistakes(text: str, where: str, words: str) -> None:
    (line,) = mistakes(text)
    assert line.startswith(f"{where}: ")
    assert words in line


@pytest.mark.parametrize(
    ("provider", "said"),
    [
        ("{«aws»: } ⟵ TFG024", "This is null"),
        ("{aws: «6.62»} ⟵ TFG024", "This is the number 6.62"),
        ("{aws: «'>= 6'»} ⟵ TFG024", 'This is the string ">= 6"'),
        ("{aws: «[6.62.0]»} ⟵ TFG024", "This is a list"),
        ("«{google: 6.62.0}» ⟵ TFG004", "tfgen's modules are for the AWS provider."),
        ("«{aws: 6.62.0, google: 1.0.0}» ⟵ TFG004", "tfgen's modules are for the AWS provider."),
        ("«{}» ⟵ TFG004", "tfgen's modules are for the AWS provider."),
        ("«aws» ⟵ TFG004", '"provider" is the string "aws".'),
    ],
)
def test_the_provider_must_be_an_exact_version_of_aws(provider: str, said: str) -> None:
    text = f"stack: shop\nregion: us-west-2\nprovider: {provider}\nenvironments: {{dev: }}\nservices: {{}}"
    (line,) = mistakes(text)
    assert said in line


def test_compliance_packs_are_a_note_as_long_as_nothing_is_judged() -> None:
    text = HEAD + "compliance: «[pci-dss]» ⟵ TFG028 note\nenvironments: {dev: }\nservices: {}"
    stack, found = load(text)
    assert stack
    assert annotated(text, found) == text
    assert found[0].detail.endswith("nothing was checked against pci-dss.")


def test_all_mistakes_are_found_at_once_and_the_rest_can_still_be_bound() -> None:
    text = """\
«stak»: shop ⟵ TFG003
region: «west» ⟵ TFG009
provider: {aws: «6»} ⟵ TFG024
«owner»: me ⟵ TFG003
environments: {dev: {«regio»: us-east-1}, «Prod»: , qa: {suffix: «-»}} ⟵ TFG003 TFG009 TFG011
services:
  network: «[module, net]» ⟵ TFG004
  «suffix»: {module: net} ⟵ TFG010
  files: {module: store, password: x, «password»: y} ⟵ TFG005
"""
    stack, found = load(text)
    assert annotated(text, found) == text
    assert stack
    assert stack.version == ""
    assert [s.name for s in stack.environments[0].services] == ["network", "suffix", "files"]
    assert [s.module_name for s in stack.environments[0].services] == ["", "net", "store"]


def test_without_environments_one_stands_in_so_that_services_are_looked_at() -> None:
    stack, found = load("HEAD\nservices: {network: {module: net}}")
    assert codes(found) == ["TFG006"]
    assert stack
    assert [s.module_name for e in stack.environments for s in e.services] == ["net"]


def test_a_suffix_from_the_command_line_replaces_every_environments_own() -> None:
    stack, found = load("HEAD\nenvironments: {dev: , prod: {suffix: live}}\nservices: {}", "pr-17")
    assert found == ()
    assert stack
    assert [e.suffix for e in stack.environments] == ["pr-17", "pr-17"]


@pytest.mark.parametrize("suffix", ["PR", "", "a" * 21])
def test_a_bad_suffix_from_the_command_line(suffix: str) -> None:
    _, found = load("HEAD\nenvironments: {dev: , prod: }\nservices: {}", suffix)
    rule = '1 to 20 of a-z, 0-9 and "-", with no hyphen at either end'
    assert told(found) == [f'TFG011 -: Not a suffix: "{suffix}" | A suffix is {rule}.']


@given(trees)
def test_no_tree_makes_the_loader_raise(tree: str) -> None:
    for text in (
        f"{{{', '.join(f'{key}: {tree}' for key in ('stack', 'region', 'provider', 'environments', 'services'))}}}",
        f"{HEAD}environments: {{dev: {tree}}}\nservices: {{a: {tree}}}\ntags: {tree}\nbackend: {tree}\nmodules: {tree}",
        f"{HEAD}environments: {{dev: {{services: {{a: {tree}}}}}}}\nservices: {{a: {{module: net, cidr: {tree}}}}}",
    ):
        stack, found = load(text)
        assert stack is not None or found
        assert found == load(text)[1]
