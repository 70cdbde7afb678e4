import pytest

from tests.cli.calling import Calling, caller


@pytest.fixture
def call(capsys: pytest.CaptureFixture[str]) -> Calling:
    return caller(capsys)
