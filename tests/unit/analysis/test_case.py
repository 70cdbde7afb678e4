"""The case's facts as tables, and the csv file of what was observed."""

from pathlib import Path

import pandas as pd
import pytest

from sim.analysis.case import case_tables, read_observed
from sim.errors import InputError
from sim.scenario.load import parse_scenario
from sim.scenario.roster import make_roster
from tests.builders import changed, scenario, text, two_districts
from tests.verification.mission import mission


def facts(loaded: object) -> dict[str, pd.DataFrame]:
    return case_tables(make_roster(loaded.scenario))  # type: ignore[attr-defined]


def test_places_areas_and_roads_have_their_names() -> None:
    found = facts(scenario())
    assert found["case_places"]["name"].tolist() == ["Town", "Border"]
    assert found["case_places"]["area"].fillna("").tolist() == ["district", ""]
    assert found["case_areas"].to_dict("list") == {"area": ["district"], "name": ["District"]}
    assert found["case_roads"]["name"].tolist() == ["Town - Border"]


def test_who_moves_has_the_name_that_people_call_them_by() -> None:
    named = scenario({"troops": {"battalion": {"name": "Units in the district"}}})
    assert facts(named)["case_movers"].to_dict("list") == {
        "mover": ["troops.battalion"],
        "name": ["Units in the district"],
    }
    assert facts(scenario())["case_movers"].empty


def test_a_clause_has_its_date_and_the_area_to_be_left() -> None:
    (clause,) = facts(scenario())["case_clauses"].to_dict("records")
    assert (clause["areas"], clause["due"], clause["due_hours"]) == (
        "district",
        "2020-11-15 00:00",
        120.0,
    )
    assert not clause["may_move"]


def test_a_clause_by_names_is_about_every_area_they_stand_in() -> None:
    names = ["troops.south-battalion", "troops.north-battalion", "civilians.north-people"]
    both = {"agreement": {"clauses": {"north-handover": {"who": {"names": names}}}}}
    loaded = parse_scenario(text(changed(two_districts(), both)))
    clauses = facts(loaded)["case_clauses"].set_index("clause")
    assert clauses.loc["north-handover", "areas"] == "north south"


def test_a_clause_due_after_an_event_has_no_date() -> None:
    later = {"agreement": {"clauses": {"handover": {"due": {"event": "signed", "after_hours": 9}}}}}
    (clause,) = facts(scenario(later))["case_clauses"].to_dict("records")
    assert pd.isna(clause["due"])
    assert pd.isna(clause["due_hours"])


def test_posts_stand_in_the_order_of_the_plan() -> None:
    posts = {
        name: {
            "contingent": "force",
            "place": "outpost",
            "order": order,
            "personnel": 9,
            "vehicles": 1,
        }
        | {"set_up_hours": 1, "is_temporary": int(name == "bridge")}
        for name, order in (("summit", 2), ("bridge", 1), ("alley", 2))
    }
    found = facts(parse_scenario(text(mission(posts=posts))))["case_posts"]
    assert found["post"].tolist() == ["bridge", "alley", "summit"]
    assert found["is_temporary"].tolist() == [True, False, False]


def write(folder: Path, content: bytes) -> Path:
    path = folder / "observed.csv"
    path.write_bytes(content)
    return path


def test_observed_values_stay_the_text_they_were(tmp_path: Path) -> None:
    path = write(tmp_path, b"\xef\xbb\xbfdate,value\r\n2020-11-12,010\r\n\r\n2020-11-13,\r\n")
    found = read_observed(path)
    assert found["date"].tolist() == ["2020-11-12", "2020-11-13"]
    assert found["value"].fillna("none").tolist() == ["010", "none"]


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "is empty"),
        (b"a,b\n1,2\n1,2,3\n", r"observed\.csv:3: 3 cells, but 2 columns"),
        (b"a,a\n1,2\n", "same name"),
        (b"\xff\xfe", "cannot be read"),
        (b'a,b\n"1,2\n', "cannot be read"),
    ],
)
def test_a_file_that_is_no_table_is_refused(tmp_path: Path, content: bytes, told: str) -> None:
    with pytest.raises(InputError, match=told):
        read_observed(write(tmp_path, content))


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot be read"):
        read_observed(tmp_path / "nothing.csv")
