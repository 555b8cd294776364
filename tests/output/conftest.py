"""A folder to write an environment into."""

from pathlib import Path

import pytest

from tests.output.support import Place


@pytest.fixture
def place(tmp_path: Path) -> Place:
    """The folder of an environment, which is not there yet."""
    return Place(tmp_path / "generated" / "dev")
