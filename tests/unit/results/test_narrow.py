"""The few columns that an outcome needs give the same values as whole tables do."""

from pathlib import Path

import numpy as np
import pytest

from sim.api.studying import run_study
from sim.catalogue.naming import outcome_name
from sim.errors import InputError
from sim.experiments.designs import points_of
from sim.results.narrow import narrow
from sim.results.values import outcome_values
from tests.studies import study

NAMES = (
    "clauses.handover.on_time",
    "clauses.handover.completed_hours",
    "areas.district.entered_hours",
    "runs.breaches_number",
    "causes.handover.queue.seconds",
)


@pytest.fixture(scope="module")
def stored(tmp_path_factory: pytest.TempPathFactory):
    folder: Path = tmp_path_factory.mktemp("narrow")
    return run_study(points_of(study(folder)), out=folder).stored


@pytest.mark.parametrize("text", NAMES)
def test_an_outcome_is_the_same_as_from_the_whole_table(stored, text: str) -> None:
    name = outcome_name(text) if not text.startswith("causes") else None
    if name is None:
        cause = stored.table("causes")["cause"][0]
        name = outcome_name(f"causes.handover.{cause}.seconds")
    whole = outcome_values(stored.table, name, points=4, replications=2)
    few = outcome_values(narrow(stored, name), name, points=4, replications=2)
    np.testing.assert_array_equal(few, whole)


def test_only_the_columns_asked_for_are_read(stored) -> None:
    name = outcome_name("clauses.handover.on_time")
    assert set(narrow(stored, name)("clauses")) == {"point", "replication", "clause", "on_time"}


def test_a_subject_that_is_not_there_is_told_with_those_that_are(stored) -> None:
    name = outcome_name("clauses.handovr.on_time")
    with pytest.raises(InputError, match="did you mean 'handover'"):
        outcome_values(narrow(stored, name), name, points=4, replications=2)


def test_a_damaged_chunk_is_one_clear_message(stored) -> None:
    path = stored.files("clauses")[0]
    content = path.read_bytes()
    path.write_bytes(b"nothing")
    try:
        name = outcome_name("clauses.handover.on_time")
        with pytest.raises(InputError, match=r"table 'clauses' of .* cannot be read"):
            narrow(stored, name)("clauses")
    finally:
        path.write_bytes(content)
