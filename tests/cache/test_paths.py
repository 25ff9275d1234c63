from pathlib import Path

import pytest

from tfgen.cache import paths


def test_the_cache_folder_can_be_chosen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TFGEN_CACHE_DIR", str(tmp_path))
    assert paths.cache_folder() == tmp_path
    monkeypatch.delenv("TFGEN_CACHE_DIR")
    assert "tfgen" in paths.cache_folder().name
