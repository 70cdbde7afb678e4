"""Clauses, dates and extensions that cannot mean anything."""

import pytest

from tests.builders import refusals

CLAUSE = "agreement.clauses.handover"
HAPPENING = {"party": "leaver", "must": "happen", "due": "2020-11-14 00:00", "duration_hours": 6}
POLICY = {
    "clauses": ["handover"],
    "asked_by": "leaver",
    "answered_by": "receiver",
    "planned_vehicles_per_hour": 400,
    "ask_if_late_by_hours": 0,
    "ask": {"prudence": 1, "most_days": 5},
    "grant": "always",
}


def clause(**changes: object) -> dict:
    return {"agreement": {"clauses": {"handover": changes}}}


def clauses(**others: object) -> dict:
    return {"agreement": {"clauses": others}}


def extension(**changes: object) -> dict:
    return {"agreement": {"extensions": {"policy": {**POLICY, **changes}}}}


def told(found: list[tuple[str, str, str]]) -> list[tuple[str, str]]:
    return [(path, what) for _, path, what in found]


class TestFrame:
    def test_an_end_before_the_start_is_refused(self):
        found = refusals(end="2020-11-09 00:00")
        assert found[0] == (
            "2020-11-09 00:00",
            "end",
            "the end must come after the start, which is 10 Nov 2020 00:00",
        )

    def test_an_end_at_the_start_is_refused(self):
        assert "end" in [path for _, path, _ in refusals(end="2020-11-10 00:00")]

    def test_an_unknown_time_zone_is_refused_with_a_suggestion(self):
        assert refusals(time_zone="Asia/Yerevann") == [
            (
                "Asia/Yerevann",
                "time_zone",
                "no time zone 'Asia/Yerevann'; a name of the tz database is needed, as "
                "Asia/Yerevan; did you mean 'Asia/Yerevan'?",
            )
        ]

    @pytest.mark.parametrize("zone", ["", "/", "../etc", "Asia", "localtime", "x" * 300, "UTC+4"])
    def test_what_is_no_time_zone_is_refused(self, zone: str):
        assert [path for _, path, _ in refusals(time_zone=zone)] == ["time_zone"]

    def test_an_hour_that_summer_time_skips_is_refused(self):
        found = refusals(
            time_zone="Europe/Berlin",
            start="2021-03-20 00:00",
            end="2021-04-20 00:00",
            agreement={
                "signed": "2021-03-20 00:00",
                "clauses": {"handover": {"due": "2021-03-28 02:30"}},
            },
        )
        assert told(found) == [
            (
                f"{CLAUSE}.due",
                "2021-03-28 02:30 does not exist in Europe/Berlin: clocks skip it when summer time "
                "begins; write the hour after",
            )
        ]

    def test_a_signing_after_the_end_is_refused(self):
        found = refusals(agreement={"signed": "2020-12-02 00:00"})
        assert ("agreement.signed", "signed after the end of the run, 1 Dec 2020 00:00") in told(
            found
        )

    def test_a_night_without_a_length_is_refused(self):
        night = {"begins": "06:00", "ends": "06:00", "binds": ["bus"]}
        assert told(refusals(night=night)) == [
            ("night.ends", "night must end at another hour than it begins")
        ]

    def test_a_night_that_changes_nothing_is_refused(self):
        night = {"begins": "18:00", "ends": "06:00"}
        assert told(refusals(night=night)) == [
            ("night", "this night changes nothing: name the classes it 'binds', or leave it out")
        ]


class TestDue:
    def test_due_before_the_start_is_refused(self):
        assert refusals(clause(due="2020-11-09 00:00")) == [
            (
                "2020-11-09 00:00",
                f"{CLAUSE}.due",
                "due before the start of the run, 10 Nov 2020 00:00",
            )
        ]

    def test_due_after_the_end_is_refused(self):
        assert refusals(clause(due="2020-12-02 00:00")) == [
            (
                "2020-12-02 00:00",
                f"{CLAUSE}.due",
                "due after the end of the run, 1 Dec 2020 00:00; move 'end'",
            )
        ]

    def test_due_at_the_end_is_not_refused(self):
        assert not refusals(clause(due="2020-12-01 00:00"))

    def test_due_before_the_signing_is_refused(self):
        found = refusals(agreement={"signed": "2020-11-16 00:00"})
        assert told(found) == [
            (f"{CLAUSE}.due", "due before the agreement was signed, 16 Nov 2020 00:00")
        ]

    def test_due_so_many_hours_after_the_signing_is_checked_too(self):
        assert not refusals(clause(due={"event": "signed", "after_hours": 21 * 24}))
        found = refusals(clause(due={"event": "signed", "after_hours": 21 * 24 + 1}))
        assert told(found) == [
            (f"{CLAUSE}.due", "due after the end of the run, 1 Dec 2020 00:00; move 'end'")
        ]

    def test_due_before_another_clauses_due_is_checked_too(self):
        other = {**HAPPENING, "due": {"event": "clauses.handover.due", "before_hours": 24 * 6}}
        assert told(refusals(clauses(other=other))) == [
            (
                "agreement.clauses.other.due",
                "due before the start of the run, 10 Nov 2020 00:00",
            )
        ]

    def test_hours_beyond_all_calendars_are_refused_not_overflowed(self):
        found = refusals(clause(due={"event": "signed", "after_hours": 1e12}))
        assert [path for _, path, _ in found] == [f"{CLAUSE}.due"]


class TestEvents:
    def test_after_and_before_together_are_refused(self):
        due = {"event": "clauses.other.due", "after_hours": 1, "before_hours": 1}
        found = refusals(clauses(handover={"due": due}, other=HAPPENING))
        assert told(found) == [
            (f"{CLAUSE}.due.before_hours", "give after_hours or before_hours, not both")
        ]

    def test_hours_before_an_event_nobody_can_foresee_are_refused(self):
        due = {"event": "clauses.other.completed", "before_hours": 1}
        found = refusals(clauses(handover={"due": due}, other=HAPPENING))
        assert told(found) == [
            (
                f"{CLAUSE}.due.before_hours",
                "nobody knows beforehand when clauses.other.completed will be; before_hours is "
                "only for clauses.NAME.due",
            )
        ]


class TestClauses:
    def test_a_clause_for_an_area_with_nobody_in_it_is_refused(self):
        found = refusals(
            places={"hamlet": {"name": "Hamlet"}},
            roads={
                "lane": {
                    "from": "hamlet",
                    "to": "border",
                    "length_km": 1,
                    "car_speed_kmh": 9,
                    "convoy_speed_kmh": 9,
                    "saturation_vehicles_per_hour": 9,
                }
            },
            areas={"empty": {"name": "Empty", "places": ["hamlet"], "exits": ["border"]}},
            agreement={
                "clauses": {
                    "other": {
                        "party": "leaver",
                        "who": {"area": "empty"},
                        "what": ["troops"],
                        "due": "2020-11-15 00:00",
                    }
                }
            },
        )
        assert found == [
            (
                "empty",
                "agreement.clauses.other.who.area",
                "nobody is based in area 'empty'; put troops or civilians into it",
            )
        ]

    def test_a_clause_that_counts_what_nobody_there_is_is_refused(self):
        found = refusals(
            clause(what=["troops"]), troops=None, civilians={"townspeople": {"stays_share": 1}}
        )
        assert told(found) == [(f"{CLAUSE}.what", "nobody based in area 'district' has troops")]

    def test_a_clause_that_counts_an_unknown_kind_is_refused(self):
        changes = clause(what=["howitser"], who={"names": ["troops.battalion"]})
        found = refusals(
            changes,
            troops={"battalion": {"equipment": {"howitzer": 6}}},
            civilians={"townspeople": {"stays_share": 1}},
        )
        assert found == [
            (
                "howitser",
                f"{CLAUSE}.what.0",
                "no unit has equipment 'howitser'; did you mean 'howitzer'?",
            )
        ]

    def test_a_named_group_that_the_clause_does_not_count_is_refused(self):
        names = ["troops.battalion", "civilians.townspeople"]
        found = refusals(
            clause(who={"names": names}, what=["troops"]),
            civilians={"townspeople": {"stays_share": 1}},
        )
        assert told(found) == [
            (
                f"{CLAUSE}.who.names.1",
                "'civilians.townspeople' has no troops, which is what this clause counts",
            )
        ]

    def test_a_clause_of_a_party_that_has_nobody_there_is_refused(self):
        assert told(refusals(clause(party="receiver"))) == [
            (
                f"{CLAUSE}.party",
                "none of those concerned is of party 'receiver', which is to see to it",
            )
        ]

    def test_a_clause_without_who_is_refused(self):
        found = refusals(clause(who=None), civilians={"townspeople": {"stays_share": 1}})
        assert told(found) == [(CLAUSE, "needs 'who': an area, or names, that must leave")]

    def test_a_clause_without_what_is_refused(self):
        found = refusals(clause(what=None), civilians={"townspeople": {"stays_share": 1}})
        assert told(found) == [
            (
                CLAUSE,
                "needs 'what' is counted: troops, civilians, vehicles or a kind of equipment",
            )
        ]

    def test_a_clause_that_names_nobody_is_refused(self):
        found = refusals(clause(who={"names": []}), civilians={"townspeople": {"stays_share": 1}})
        assert told(found) == [(f"{CLAUSE}.who.names", "at least one unit or group must be named")]

    def test_people_counted_with_vehicles_are_refused(self):
        assert told(refusals(clause(what=["troops", "civilians", "vehicles"]))) == [
            (
                f"{CLAUSE}.what",
                "people are not counted together with vehicles or equipment; write two clauses",
            )
        ]

    def test_the_same_thing_counted_twice_is_refused(self):
        found = refusals(clause(what=["troops", "civilians", "troops"]))
        assert told(found) == [(f"{CLAUSE}.what.2", "'troops' stands here twice")]

    def test_a_duration_of_leaving_is_refused(self):
        assert told(refusals(clause(duration_hours=6))) == [
            (
                f"{CLAUSE}.duration_hours",
                "a duration is only for what must 'happen', and this must 'leave'",
            )
        ]

    @pytest.mark.parametrize(
        ("key", "value"),
        [
            ("who", {"area": "district"}),
            ("what", ["troops"]),
            ("measure", {"share": 0.5}),
            ("stragglers_share", 0.1),
        ],
    )
    def test_what_happens_concerns_nobody(self, key: str, value: object):
        found = refusals(clauses(other={**HAPPENING, key: value}))
        assert told(found) == [
            (
                f"agreement.clauses.other.{key}",
                f"what must 'happen' has no '{key}'; leave it out, or let somebody leave or arrive",
            )
        ]

    def test_what_happens_at_once_is_refused(self):
        other = {key: value for key, value in HAPPENING.items() if key != "duration_hours"}
        assert told(refusals(clauses(other=other))) == [
            (
                "agreement.clauses.other",
                "this would have happened at the start: give 'duration_hours' or what it 'needs'",
            )
        ]
        assert not refusals(clauses(other={**other, "needs": ["clauses.handover.completed"]}))

    def test_a_number_that_can_never_be_reached_is_refused(self):
        assert not refusals(clause(measure={"number": 800}))
        assert told(refusals(clause(measure={"number": 801}))) == [
            (f"{CLAUSE}.measure.number", "801 can never be reached: there are 800 at most")
        ]


class TestCircles:
    def circle(self, found: list[tuple[str, str, str]]) -> list[tuple[str, str]]:
        start = "a circle, so none of it can ever happen: "
        assert all(what.startswith(start) for _, _, what in found)
        return [(path, what.removeprefix(start)) for _, path, what in found]

    def test_clauses_that_need_each_other_are_refused(self):
        one = {**HAPPENING, "needs": ["clauses.two.completed"]}
        two = {**HAPPENING, "needs": ["clauses.one.completed"]}
        assert self.circle(refusals(clauses(one=one, two=two))) == [
            (
                "agreement.clauses.one.needs",
                "clauses.one.completed waits for clauses.two.completed waits for "
                "clauses.one.completed",
            )
        ]

    def test_two_circles_are_told_both(self):
        def needing(other: str) -> dict:
            return {**HAPPENING, "needs": [f"clauses.{other}.completed"]}

        found = refusals(clauses(a=needing("b"), b=needing("a"), c=needing("d"), d=needing("c")))
        assert len(self.circle(found)) == 2

    def test_due_dates_that_wait_for_each_other_are_refused(self):
        one = {**HAPPENING, "due": {"event": "clauses.two.due", "after_hours": 1}}
        two = {**HAPPENING, "due": {"event": "clauses.one.due", "after_hours": 1}}
        [(path, chain)] = self.circle(refusals(clauses(one=one, two=two)))
        assert path == "agreement.clauses.one.due"
        assert chain == "clauses.one.due waits for clauses.two.due waits for clauses.one.due"

    def test_a_road_that_opens_once_it_is_open_is_refused(self):
        opening = {"event": "roads.road.opened-to-bus", "after_hours": 2}
        [(path, chain)] = self.circle(refusals(roads={"road": {"open_to": {"bus": opening}}}))
        assert path == "roads.road.open_to.bus"
        assert chain == "roads.road.opened-to-bus waits for roads.road.opened-to-bus"

    def test_classes_that_let_each_other_go_first_are_refused(self):
        opening = {
            "bus": {"event": "roads.road.opened-to-lorry"},
            "lorry": {"opens": {"event": "roads.road.opened-to-bus"}, "speed_kmh": 20},
        }
        assert len(self.circle(refusals(roads={"road": {"open_to": opening}}))) == 1

    def test_a_team_that_begins_once_its_road_is_cleared_is_refused(self):
        team = {
            "party": "leaver",
            "begins": {"event": "roads.road.cleared"},
            "km_per_day": 3,
            "roads": ["road"],
        }
        found = refusals(clearing_teams={"sappers": team}, roads={"road": {"mined_km": 2}})
        assert len(self.circle(found)) == 1

    def test_suspensions_that_wait_for_each_other_are_refused(self):
        def halt(other: str) -> dict:
            begins = {"event": f"suspensions.{other}.ended"}
            return {"party": "leaver", "lasts_hours": 9, "begins": begins}

        found = refusals(suspensions={"one": halt("two"), "two": halt("one")})
        assert len(self.circle(found)) == 1

    def test_a_clause_due_after_it_is_complete_is_no_circle(self):
        due = {"event": "clauses.handover.completed", "after_hours": 5}
        assert not refusals(clauses(other={**HAPPENING, "due": due}))

    def test_units_that_wait_for_each_other_are_refused(self):
        unit = {"party": "leaver", "place": "town", "personnel": 1, "vehicles": 1}
        troops = {
            "battalion": {"ready_after": "troops.other.out"},
            "other": {**unit, "ready_after": "troops.battalion.out"},
        }
        [(path, _)] = self.circle(refusals(troops=troops))
        assert path == "troops.battalion.needs"

    def test_a_unit_that_needs_the_clause_it_fulfils_is_refused(self):
        troops = {"battalion": {"needs": ["clauses.handover.completed"]}}
        assert len(self.circle(refusals(troops=troops))) == 1

    def test_it_may_need_the_clause_if_others_suffice_to_fulfil_it(self):
        troops = {"battalion": {"needs": ["clauses.handover.completed"]}}
        assert not refusals(clause(measure={"share": 0.4}), troops=troops)

    def test_a_unit_spread_towards_a_due_that_waits_for_it_is_refused(self):
        due = {"event": "troops.battalion.out", "after_hours": 24}
        found = refusals(clause(due=due), troops={"battalion": {"departure": "spread"}})
        assert len(self.circle(found)) == 1
        assert not refusals(clause(due=due))

    def test_a_long_chain_of_needs_is_no_circle_and_takes_no_time(self):
        chain = {
            f"c{n:02}": {
                **HAPPENING,
                "needs": [f"clauses.c{n + 1:02}.completed", f"clauses.c{n + 2:02}.completed"],
            }
            for n in range(60)
        }
        assert not refusals(clauses(**chain, c60=HAPPENING, c61=HAPPENING))


class TestExtensions:
    def test_the_policy_itself_is_not_refused(self):
        assert not refusals(extension())

    def test_an_extension_of_nothing_is_refused(self):
        assert told(refusals(extension(clauses=[]))) == [
            (
                "agreement.extensions.policy.clauses",
                "an extension needs at least one clause it is for",
            )
        ]

    def test_an_extension_of_what_nobody_leaves_is_refused(self):
        found = refusals(
            {"agreement": {"clauses": {"other": HAPPENING}}}, **extension(clauses=["other"])
        )
        assert told(found) == [
            (
                "agreement.extensions.policy.clauses.0",
                "more time is asked for leaving only; clause 'other' must 'happen'",
            )
        ]

    def test_a_clause_in_two_extensions_is_refused(self):
        agreement = {"extensions": {"policy": POLICY, "second": POLICY}}
        assert told(refusals(agreement=agreement)) == [
            (
                "agreement.extensions.second.clauses.0",
                "clause 'handover' has extension 'policy' already",
            )
        ]

    def test_a_party_that_asks_itself_is_refused(self):
        assert told(refusals(extension(answered_by="leaver"))) == [
            (
                "agreement.extensions.policy.answered_by",
                "'leaver' asks itself; another party must answer",
            )
        ]

    def test_a_request_that_can_never_be_made_is_refused(self):
        ask = {"prudence": 1, "round_up_to_days": 5, "most_days": 4}
        assert told(refusals(extension(ask=ask))) == [
            (
                "agreement.extensions.policy.ask.most_days",
                "at most 4 days can be asked for, less than the multiple of 5 a request is rounded "
                "up to",
            )
        ]

    def test_moving_also_what_is_extended_itself_is_refused(self):
        assert told(refusals(extension(moves_also=["handover"]))) == [
            (
                "agreement.extensions.policy.moves_also.0",
                "clause 'handover' is extended itself; moves_also names others",
            )
        ]
