"""The name of an outcome leads to one column of one row, or says what may have been meant."""

import pytest

from sim.catalogue import OUTCOMES
from sim.catalogue.naming import (
    LISTS,
    SPANS,
    WORDS,
    OutcomeName,
    key_columns,
    kind_of_outcome,
    outcome_name,
    value_columns,
)
from sim.errors import InputError
from sim.results.columns import kind_of


def refusal(text: str) -> str:
    with pytest.raises(InputError) as caught:
        outcome_name(text)
    return str(caught.value)


def test_name_says_table_row_and_column():
    name = outcome_name("roads.pass.border.queue_hours")
    assert name == OutcomeName("roads", ("pass", "border"), "queue_hours")
    assert name.row == {"road": "pass", "toward": "border"}
    assert (name.unit, name.kind) == ("h", "number")


def test_run_as_a_whole_has_no_subject():
    assert outcome_name("runs.on_time_jointly").row == {}


@pytest.mark.parametrize("table", sorted(set(OUTCOMES) - set(LISTS)))
def test_every_column_of_the_catalogue_has_a_name_that_leads_back_to_it(table: str):
    subjects = ["lorry" if column == "cause" else "x" for column in key_columns(table)]
    for column in value_columns(table):
        text = ".".join((table, *subjects, column))
        assert str(outcome_name(text)) == text
        assert outcome_name(text).entry.name == column


def test_key_columns_tell_the_rows_of_a_replication_apart():
    assert {table: key_columns(table) for table in OUTCOMES} == {
        "runs": (),
        "clauses": ("clause",),
        "areas": ("area",),
        "roads": ("road", "toward"),
        "causes": ("clause", "cause"),
        "contingents": ("contingent",),
        "posts": ("post",),
        "breaches": ("number",),
        "paths": ("clause", "step"),
        "floats": ("clause", "collection", "member"),
    }


@pytest.mark.parametrize("entry", [e for entries in OUTCOMES.values() for e in entries], ids=str)
def test_kind_of_every_column_is_that_of_its_table(entry):
    stored = kind_of(entry)
    allowed = {
        "string": {"word"},
        "boolean": {"truth"},
        "Int64": {"number"} if not entry.is_key else {"number", "word"},
        "float64": {"number", "time"},
    }
    assert kind_of_outcome(entry) in allowed[stored]


def test_what_is_called_a_span_or_a_word_is_in_the_catalogue():
    names = {entry.name for entries in OUTCOMES.values() for entry in entries}
    assert names >= SPANS | WORDS


def test_times_are_those_that_say_when_or_how_late():
    hours = [e for entries in OUTCOMES.values() for e in entries if e.unit == "h"]
    for entry in hours:
        tells = entry.meaning.lower()
        says_when = "hours from start" in tells or "hours until" in tells
        says_late = entry.name.startswith("lateness")
        assert (kind_of_outcome(entry) == "time") == (says_when or says_late), entry.name


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("clause.handover.on_time", "did you mean 'clauses'?"),
        ("clauses.handover.on_tme", "did you mean 'on_time'?"),
        ("runs.on_time_jointy", "did you mean 'on_time_jointly'?"),
        ("areas.gap_hours", "an outcome of areas is written areas.AREA.COLUMN"),
        ("areas.a.b.gap_hours", "an outcome of areas is written areas.AREA.COLUMN"),
        ("areas..gap_hours", "an outcome of areas is written areas.AREA.COLUMN"),
        ("roads.pass.queue_hours", "written roads.ROAD.TOWARD.COLUMN"),
        ("causes.handover.lory.seconds", "did you mean 'lorry'?"),
        ("breaches.1.hours", "runs.breaches_number counts them"),
        ("paths.handover.1.cause", "causes.CLAUSE.CAUSE.seconds"),
        ("clauses.handover.clause", "clauses have no column 'clause'"),
        ("runs.replication", "runs have no column 'replication'"),
        ("runs", "runs have no column ''; allowed: ended_as, ended_hours"),
        ("", "no table of outcomes ''; allowed: runs, clauses"),
        ("a\x1b[31m", r"'a\x1b[31m'"),
    ],
)
def test_other_names_are_refused_with_what_is_allowed(text: str, said: str):
    assert said in refusal(text)
