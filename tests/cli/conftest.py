import pytest

from tests.cli.calling import Calling, caller


@pytest.fixture(autouse=True)
def eighty_columns(monkeypatch: pytest.MonkeyPatch) -> None:
    """The width that prose is set in, however wide the terminal of whoever tests."""
    monkeypatch.setenv("COLUMNS", "80")


@pytest.fixture
def call(capsys: pytest.CaptureFixture[str]) -> Calling:
    return caller(capsys)
