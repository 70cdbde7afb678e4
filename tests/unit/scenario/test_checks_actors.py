"""Units, groups, pools, flows, notices and armies that cannot mean anything."""

import pytest

from tests.builders import changed, minimal, refusals

POOL = {"base": "border", "vehicles": 5, "loading_hours": 1, "unloading_hours": 1}
FLOW = {"from": "town", "to": "border", "vehicles_per_day": 100}
NOTICE = {"at": "2020-11-11 00:00", "groups": ["townspeople"], "says": "leave"}
ARMY = {
    "party": "receiver",
    "area": "district",
    "clause": "handover",
    "entry": "border",
    "columns": {"first": {"vehicles": 9, "reaches": ["town"], "advance_speed_kmh": 9}},
}


def told(found: list[tuple[str, str, str]]) -> list[tuple[str, str]]:
    return [(path, what) for _, path, what in found]


class TestUnits:
    @pytest.mark.parametrize(
        ("key", "value"),
        [
            ("departure", "spread"),
            ("departure", "late"),
            ("margin_share", 0.1),
            ("rear_guard", {"share": 0.1, "hours_before_due": 6}),
        ],
    )
    def test_what_counts_back_from_due_needs_a_clause(self, key: str, value: object):
        agreement = {"clauses": {"handover": {"what": ["civilians"]}}}
        found = refusals(agreement=agreement, troops={"battalion": {key: value}})
        assert told(found) == [
            (
                f"troops.battalion.{key}",
                "this counts back from due, and no clause concerns the unit; write one",
            )
        ]
        assert not refusals(troops={"battalion": {key: value}})

    def test_equipment_named_like_something_else_that_is_counted_is_refused(self):
        assert told(refusals(troops={"battalion": {"equipment": {"vehicles": 3}}})) == [
            (
                "troops.battalion.equipment.vehicles",
                "a clause that counts 'vehicles' means the whole unit's; name the kind itself",
            )
        ]

    def test_lift_loads_without_a_pool_are_refused(self):
        assert told(refusals(troops={"battalion": {"lift_loads": 3}})) == [
            (
                "troops.battalion.lift_loads",
                "lift loads need transporters; name their pool under 'lifted_by'",
            )
        ]

    def test_a_pool_of_transporters_without_loads_is_refused(self):
        found = refusals(
            vehicle_pools={"lorries": POOL}, troops={"battalion": {"lifted_by": "lorries"}}
        )
        assert told(found) == [
            ("troops.battalion.lifted_by", "give the number of 'lift_loads' as well")
        ]

    def test_no_lift_loads_set_by_hand_keep_their_pool(self):
        unit = {"battalion": {"lifted_by": "lorries", "lift_loads": 0}}
        assert not refusals(vehicle_pools={"lorries": POOL}, troops=unit)

    def test_transporters_that_carry_people_are_refused(self):
        found = refusals(
            vehicle_pools={"buses": {**POOL, "carries": "people"}},
            troops={"battalion": {"lifted_by": "buses", "lift_loads": 3}},
        )
        assert told(found) == [
            (
                "troops.battalion.lifted_by",
                "pool 'buses' carries people; a pool that carries loads is needed",
            )
        ]


class TestGroups:
    def group(self, pool: dict | None = None, **changes: object) -> list[tuple[str, str]]:
        pools = {"pool": pool} if pool else {}
        return told(refusals(vehicle_pools=pools, civilians={"townspeople": changes}))

    def test_loads_without_a_pool_are_refused(self):
        assert self.group(loads_per_household=1) == [
            (
                "civilians.townspeople.loads_per_household",
                "loads need vehicles; name their pool under 'loads_by'",
            )
        ]

    def test_households_without_a_vehicle_of_any_kind_are_refused(self):
        assert self.group(own_vehicle_share={"uniform": [0.9, 1]}) == [
            (
                "civilians.townspeople.own_vehicle_share",
                "households without a vehicle of their own need one; name a pool that carries "
                "people under 'people_by'",
            )
        ]

    def test_a_pool_that_carries_the_wrong_thing_is_refused(self):
        assert self.group(POOL, people_by="pool", own_vehicle_share=0.5) == [
            (
                "civilians.townspeople.people_by",
                "pool 'pool' carries loads; a pool that carries people is needed",
            )
        ]
        assert self.group(
            {**POOL, "carries": "people"}, loads_by="pool", loads_per_household=1
        ) == [
            (
                "civilians.townspeople.loads_by",
                "pool 'pool' carries people; a pool that carries loads is needed",
            )
        ]

    def test_a_pool_for_nothing_is_refused(self):
        assert self.group(POOL, loads_by="pool") == [
            ("civilians.townspeople.loads_by", "give the 'loads_per_household' as well")
        ]
        assert self.group({**POOL, "carries": "people"}, people_by="pool") == [
            ("civilians.townspeople.people_by", "give the 'own_vehicle_share' as well")
        ]

    @pytest.mark.parametrize(("key", "value"), [("prepare_days", 3), ("margin_hours", 12)])
    def test_a_curve_beside_what_it_stands_for_is_refused(self, key: str, value: float):
        curve = {"half_time_hours": 48, "steepness_per_hour": 0.1}
        assert self.group(departure_curve=curve, **{key: value}) == [
            (
                f"civilians.townspeople.{key}",
                f"a departure_curve stands instead of '{key}'; give one of them",
            )
        ]

    def test_people_whom_nothing_makes_leave_are_refused(self):
        agreement = {"clauses": {"handover": {"what": ["troops"]}}}
        [(path, what)] = told(refusals(agreement=agreement))
        assert path == "civilians.townspeople"
        assert what.startswith("nothing makes them leave: no clause that counts civilians")

    @pytest.mark.parametrize(
        "way_out",
        [
            {"notices": {"told": NOTICE}},
            {"civilians": {"townspeople": {"stays_share": 1}}},
        ],
    )
    def test_a_notice_makes_them_leave_and_who_stays_need_not(self, way_out: dict):
        agreement = {"clauses": {"handover": {"what": ["troops"]}}}
        assert not refusals(agreement=agreement, **way_out)

    def test_a_notice_to_stay_does_not_make_them_leave(self):
        agreement = {"clauses": {"handover": {"what": ["troops"]}}}
        stay = {"told": {**NOTICE, "says": "stay"}}
        assert len(refusals(agreement=agreement, notices=stay)) == 1

    @pytest.mark.parametrize("key", ["margin_hours", "last_call_hours"])
    def test_what_counts_back_from_due_needs_a_clause_or_an_order_by_an_instant(self, key: str):
        changes = {"agreement": {"clauses": {"handover": {"what": ["troops"]}}}}
        civilians = {"townspeople": {key: 12}}
        found = refusals(changes, civilians=civilians, notices={"told": NOTICE})
        assert [path for path, _ in told(found)] == [f"civilians.townspeople.{key}"]
        order = {**NOTICE, "says": "leave-by", "by": "2020-11-14 18:00"}
        assert not refusals(changes, civilians=civilians, notices={"told": order})


class TestPools:
    def test_a_pool_that_cannot_get_to_whom_it_serves_is_refused(self):
        found = refusals(
            {"roads": {"road": {"open_to": {"lorry": "never"}}}},
            vehicle_pools={"lorries": POOL},
            civilians={"townspeople": {"loads_per_household": 1, "loads_by": "lorries"}},
        )
        assert told(found) == [
            (
                "civilians.townspeople.loads_by",
                "pool 'lorries' cannot get from its base 'border' to 'town' by roads that are ever "
                "open to lorry",
            )
        ]

    def test_a_pool_that_cannot_get_back_from_where_it_unloads_is_refused(self):
        found = refusals(
            places={"island": {"name": "Island"}},
            vehicle_pools={"lorries": {**POOL, "unloads_at": "island"}},
        )
        assert told(found) == [
            (
                "vehicle_pools.lorries.unloads_at",
                "no way from 'island' back to the base 'border' by roads that are ever open to "
                "lorry",
            )
        ]

    def test_a_pool_that_carries_past_no_exit_is_refused_for_what_it_fetches(self):
        """By the track to the depot nobody is ever seen to leave the district."""
        track = {"from": "town", "to": "depot", "length_km": 5, "car_speed_kmh": 50}
        track |= {"convoy_speed_kmh": 30, "saturation_vehicles_per_hour": 600}
        found = refusals(
            places={"depot": {"name": "Depot"}},
            roads={"track": track},
            vehicle_pools={"lorries": {**POOL, "base": "depot"}},
            civilians={"townspeople": {"loads_per_household": 1, "loads_by": "lorries"}},
        )
        assert told(found) == [
            (
                "civilians.townspeople.loads_by",
                "pool 'lorries' unloads at 'depot', and its way (town - depot) passes no exit of "
                "the area, so what it carries would never count as out; add the first place "
                "outside to the exits",
            )
        ]


class TestFlows:
    def flow(self, **changes: object) -> list[tuple[str, str]]:
        return told(refusals(flows={"flow": changed(FLOW, changes)}))

    def test_a_flow_without_vehicles_is_refused(self):
        assert self.flow(vehicles_per_day=None) == [
            ("flows.flow", "needs 'vehicles_per_day' or 'vehicles_by_date'")
        ]

    def test_a_flow_that_says_twice_how_many_is_refused(self):
        assert self.flow(vehicles_by_date={"2020-11-11": 5}) == [
            (
                "flows.flow.vehicles_by_date",
                "give 'vehicles_per_day' or 'vehicles_by_date', not both",
            )
        ]

    @pytest.mark.parametrize("day", ["2020-11-31", "11-11", "2020-11-11 00:00", "monday"])
    def test_a_key_that_is_no_day_is_refused(self, day: str):
        found = refusals(
            flows={"flow": changed(FLOW, {"vehicles_per_day": None, "vehicles_by_date": {day: 5}})}
        )
        assert [(at.lstrip("'").startswith(day), path) for at, path, _ in found] == [
            (True, f"flows.flow.vehicles_by_date.{day}")
        ]

    def test_days_none_of_which_lies_in_the_run_are_refused(self):
        assert self.flow(vehicles_per_day=None, vehicles_by_date={"2002-11-11": 5}) == [
            (
                "flows.flow.vehicles_by_date",
                "none of these days lies in the run, 2020-11-10 to 2020-12-01",
            )
        ]

    def test_a_flow_to_where_it_comes_from_is_refused(self):
        assert self.flow(to="town") == [("flows.flow.to", "this flow goes from 'town' to itself")]

    def test_a_flow_without_a_way_is_refused(self):
        found = refusals(
            flows={"flow": {**FLOW, "to": "island"}}, places={"island": {"name": "Island"}}
        )
        assert told(found) == [
            (
                "flows.flow.to",
                "no way from 'town' to 'island' by roads that are ever open to car",
            )
        ]

    def test_a_flow_whose_route_leads_elsewhere_is_refused(self):
        assert self.flow(**{"from": "border", "to": "town"}, route=["road"]) == []
        [(path, _)] = self.flow(route=["road", "road"])
        assert path == "flows.flow.route"

    def test_a_flow_that_ends_before_it_begins_is_refused(self):
        assert self.flow(begins="2020-11-12 00:00", until="2020-11-11 00:00") == [
            ("flows.flow.until", "this flow ends before it begins")
        ]

    def test_a_share_by_night_without_a_night_is_refused(self):
        assert self.flow(night_share=0.2) == [
            (
                "flows.flow.night_share",
                "a share by night needs the block 'night', which says when night is",
            )
        ]
        night = {"begins": "18:00", "ends": "06:00"}
        assert not refusals(night=night, flows={"flow": {**FLOW, "night_share": 0.2}})


class TestNotices:
    def notice(self, **changes: object) -> list[tuple[str, str]]:
        return told(refusals(notices={"told": {**NOTICE, **changes}}))

    def test_a_notice_to_nobody_is_refused(self):
        assert self.notice(groups=[]) == [
            ("notices.told.groups", "a notice needs at least one group that is told")
        ]

    def test_an_order_to_leave_by_needs_an_instant(self):
        assert self.notice(says="leave-by") == [
            ("notices.told", "needs 'by': the instant by which they are told to leave")
        ]

    def test_an_instant_without_such_an_order_is_refused(self):
        assert self.notice(by="2020-11-14 18:00") == [
            (
                "notices.told.by",
                "an instant goes with 'leave-by' only, and this notice says 'leave'",
            )
        ]

    def test_an_instant_that_has_passed_when_they_are_told_is_refused(self):
        assert self.notice(says="leave-by", by="2020-11-11 00:00") == [
            ("notices.told.by", "this has passed when they are told")
        ]

    def test_a_group_told_twice_at_once_is_refused(self):
        assert self.notice(groups=["townspeople", "townspeople"]) == [
            ("notices.told.groups.1", "'townspeople' stands here twice")
        ]


class TestArmies:
    def army(self, **changes: object) -> list[tuple[str, str]]:
        return told(refusals(receiving_armies={"army": {**ARMY, **changes}}))

    def test_the_army_itself_is_not_refused(self):
        assert not self.army()

    def test_an_army_that_waits_for_hours_says_how_many(self):
        assert self.army(late_area="waits-hours") == [
            ("receiving_armies.army", "needs 'wait_hours': how long it waits at most")
        ]

    def test_hours_of_waiting_without_such_waiting_are_refused(self):
        assert self.army(wait_hours=6) == [
            (
                "receiving_armies.army.wait_hours",
                "'wait_hours' goes with waits-hours only, and late_area is 'waits'",
            )
        ]

    def test_an_army_that_stands_inside_already_is_refused(self):
        columns = {"first": {"vehicles": 9, "reaches": ["border"], "advance_speed_kmh": 9}}
        found = self.army(entry="town", columns=columns)
        assert (
            "receiving_armies.army.entry",
            "'town' lies inside area 'district'; the army stands outside first",
        ) in found

    def test_an_army_that_enters_by_a_clause_about_others_is_refused(self):
        clause = {
            "party": "leaver",
            "must": "happen",
            "due": "2020-11-14 00:00",
            "duration_hours": 6,
        }
        found = refusals(
            agreement={"clauses": {"other": clause}},
            receiving_armies={"army": {**ARMY, "clause": "other"}},
        )
        assert told(found) == [
            ("receiving_armies.army.clause", "clause 'other' concerns nobody in area 'district'")
        ]

    def test_an_army_of_a_party_that_receives_nothing_is_only_unusual(self):
        assert not self.army(party="leaver")

    def test_an_army_of_an_unknown_party_is_refused(self):
        assert self.army(party="recever") == [
            ("receiving_armies.army.party", "no party 'recever'; did you mean 'receiver'?")
        ]

    def test_an_army_without_columns_is_refused(self):
        assert self.army(columns={}) == [
            ("receiving_armies.army.columns", "an army enters by columns; give at least one")
        ]

    def column(self, *reaches: str) -> list[tuple[str, str]]:
        column = {"vehicles": 9, "reaches": list(reaches), "advance_speed_kmh": 9}
        places = {"island": {"name": "Island"}, "haven": {"name": "Haven"}}
        road = {**minimal()["roads"]["road"], "from": "border", "to": "haven"}
        army = {**ARMY, "columns": {"first": column}}
        found = refusals(places=places, roads={"on": road}, receiving_armies={"army": army})
        return [(p.removeprefix("receiving_armies.army.columns"), what) for p, what in told(found)]

    def test_a_column_that_reaches_nothing_is_refused(self):
        assert self.column() == [
            (".first.reaches", "a column needs at least one place that it reaches")
        ]

    def test_a_column_that_begins_where_it_stands_is_refused(self):
        assert self.column("border", "town") == [
            (
                ".first.reaches.0",
                "the column is at 'border' already; name the places it goes on to",
            )
        ]

    def test_a_column_without_a_way_is_refused(self):
        assert self.column("town", "island") == [
            (
                ".first.reaches.1",
                "no way from 'town' to 'island' by roads that are ever open to receiving",
            )
        ]

    def test_an_army_that_goes_elsewhere_is_refused(self):
        assert self.column("haven") == [("", "no column reaches a place of area 'district'")]


@pytest.mark.parametrize(
    ("changes", "path"),
    [
        ({"troops": {"battalion": {"vehicles": 1e9}}}, "troops.battalion.vehicles"),
        ({"civilians": {"townspeople": {"people": 1e9}}}, "civilians.townspeople.people"),
        ({"flows": {"flow": {**FLOW, "vehicles_per_day": 1e9}}}, "flows.flow.vehicles_per_day"),
    ],
)
def test_more_movers_than_a_run_can_hold_are_refused(changes: dict, path: str):
    found = told(refusals(changes))
    assert [found_path for found_path, _ in found] == [path]
    assert "more than a run can hold" in found[0][1]
