"""Source addresses of providers."""

from __future__ import annotations

_DEFAULT_HOSTS = ("registry.terraform.io/", "registry.opentofu.org/")


def short_source(address: str) -> str:
    """The address without the host that Terraform or OpenTofu assume."""
    for host in _DEFAULT_HOSTS:
        address = address.removeprefix(host)
    return address
