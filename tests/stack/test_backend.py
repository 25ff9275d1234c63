import pytest

from tests.annotations import annotated
from tests.messages import told
from tests.stack.stacks import HEAD, bind, load, root
from tfgen.stack.backend import suffix_guard

ENVIRONMENTS = "environments: {dev: , prod: }\nservices: {}\n"


def mistakes(backend: str, environments: str = ENVIRONMENTS) -> list[str]:
    """What is found in a backend, at the places that are marked in it."""
    text = f"{HEAD}backend: {backend}\n{environments}"
    _, found = bind(text)
    assert annotated(text, found) == text
    return told(found)


def arguments(backend: str) -> tuple[str, dict[str, object]]:
    found = root(f"{HEAD}backend: {backend}\n{ENVIRONMENTS}").backend
    assert found
    return found.kind, {a.name: a.value for a in found.arguments}


def test_an_s3_backend_has_its_defaults() -> None:
    assert arguments('{s3: {region: us-west-2, key: "${stack}/${suffix}.tfstate", bucket: states}}') == (
        "s3",
        {
            "bucket": "states",
            "key": "shop/dev.tfstate",
            "region": "us-west-2",
            "encrypt": True,
            "use_lockfile": True,
        },
    )


def test_what_is_given_goes_before_the_defaults() -> None:
    _, found = arguments('{s3: {bucket: b, key: "${suffix}", region: r, encrypt: false, dynamodb_table: locks}}')
    assert found == {"bucket": "b", "key": "dev", "region": "r", "encrypt": False, "dynamodb_table": "locks"}


def test_nested_arguments_are_typed() -> None:
    _, found = arguments('{s3: {bucket: b, key: "${suffix}", region: r, assume_role: {role_arn: x, tags: {A: 1}}}}')
    assert found["assume_role"] == {"role_arn": "x", "tags": {"A": "1"}}


@pytest.mark.parametrize(
    ("text", "given"), [("{local: {}}", {}), ("{local: {path: state/x.tfstate}}", {"path": "state/x.tfstate"})]
)
def test_a_local_backend(text: str, given: dict[str, object]) -> None:
    assert arguments(text) == ("local", given)


@pytest.mark.parametrize(
    ("backend", "where", "words"),
    [
        ('{s3: {«buckt»: b, key: "${suffix}", region: r}} ⟵ TFG003', "backend.s3.buckt", 'Did you mean "bucket"?'),
        (
            '{s3: {bucket: b, key: "${suffix}", region: r, «colour»: x}} ⟵ TFG003',
            "backend.s3.colour",
            "The backend has no such argument. | Known: acl, ",
        ),
        ('{s3: «{key: "${suffix}", region: r}»} ⟵ TFG006', "backend.s3.bucket", 'Missing key "bucket"'),
        ('{s3: «{bucket: , key: "${suffix}", region: r}»} ⟵ TFG006', "backend.s3.bucket", 'Missing key "bucket"'),
        (
            '{s3: {bucket: «[b]», key: "${suffix}", region: r}} ⟵ TFG015',
            "backend.s3.bucket",
            "wants string; this is a list.",
        ),
        (
            '{s3: {bucket: b, key: "${suffix}", region: r, encrypt: «"no"»}} ⟵ TFG015',
            "backend.s3.encrypt",
            "Write false",
        ),
        (
            '{s3: {bucket: "«${network.id}»", key: "${suffix}", region: r}} ⟵ TFG017',
            "backend.s3.bucket",
            "Only environment",
        ),
        ('{s3: {bucket: "«${»", key: "${suffix}", region: r}} ⟵ TFG021', "backend.s3.bucket", 'has no "}"'),
        ("{local: {«pth»: x}} ⟵ TFG003", "backend.local.pth", 'Did you mean "path"?'),
        (
            "{s3: {bucket: b, key: «k», region: r}} ⟵ TFG026",
            "backend.s3.key",
            "dev and prod keep their state",
        ),
        ("{local: {path: «../x.tfstate»}} ⟵ TFG026", "backend.local.path", "dev and prod keep their state"),
        ("{local: {path: «/var/x.tfstate»}} ⟵ TFG026", "backend.local.path", "dev and prod keep their state"),
    ],
)
def test_mistakes(backend: str, where: str, words: str) -> None:
    (line,) = mistakes(backend)
    assert line.startswith(f"{where}: ")
    assert words in line


def test_all_mistakes_of_a_backend_are_found_at_once() -> None:
    backend = "{s3: {«bucket2»: b, key: «[]», «x»: 1, region: «{}»}} ⟵ TFG003 TFG015 TFG003 TFG015"
    text = f"{HEAD}backend: {backend}\n{ENVIRONMENTS}"
    _, found = bind(text)
    assert annotated(text, found) == text
    assert [(d.code, d.stack_key) for d in found] == [
        ("TFG003", "backend.s3.bucket2"),
        ("TFG003", "backend.s3.x"),
        ("TFG015", "backend.s3.key"),
        ("TFG015", "backend.s3.region"),
    ]


@pytest.mark.parametrize(
    ("backend", "environments"),
    [
        ('{s3: {bucket: b, key: "${environment}", region: r}}', ENVIRONMENTS),
        ('{s3: {bucket: "b-${suffix}", key: k, region: r}}', ENVIRONMENTS),
        (
            "{s3: {bucket: b, key: k, region: r}}",
            "environments: {dev: , prod: {backend: {s3: {key: k2}}}}\nservices: {}",
        ),
        ("{s3: {bucket: b, key: k, region: r}}", "environments: {dev: , prod: {backend: }}\nservices: {}"),
        ("{local: {path: x.tfstate}}", ENVIRONMENTS),  # each in the folder of its environment
        ("{local: {}}", ENVIRONMENTS),
    ],
)
def test_states_of_their_own(backend: str, environments: str) -> None:
    assert mistakes(backend, environments) == []


@pytest.mark.parametrize(
    ("backend", "shared"),
    [
        ("{s3: {bucket: b, key: k, region: r}}", True),
        ('{s3: {bucket: b, key: "$${suffix}", region: r}}', True),
        ('{s3: {bucket: b, key: "${region}", region: r}}', True),
        ('{s3: {bucket: b, key: "x/${suffix}", region: r}}', False),
        ('{s3: {bucket: b, key: "${environment}", region: r}}', False),
        ("{local: {}}", False),
    ],
)
def test_a_suffix_of_ones_own_needs_a_state_of_its_own(backend: str, shared: bool) -> None:
    stack, found = load(f"HEAD\nbackend: {backend}\nenvironments: {{dev: }}\nservices: {{}}", "pr-1")
    assert stack
    assert found == ()
    guarded = suffix_guard(stack.environments[0], stack.file)
    assert [f.code for f in guarded] == (["TFG026"] if shared else [])
