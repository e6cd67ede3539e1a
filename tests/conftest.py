from __future__ import annotations

from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def shared() -> Path:
    """The evaluation material that lies beside the project on its own machines."""
    folder = Path(__file__).resolve().parents[2] / "shared"
    if not (folder / "eval").is_dir():
        pytest.skip("needs ../shared (the evaluation material), which is not on this machine")
    return folder
