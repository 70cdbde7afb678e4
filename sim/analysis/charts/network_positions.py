"""Where places stand on a chart: by their coordinates, or where the lengths of roads put them.

Two layouts: an equirectangular map true to scale at its middle latitude, and for places without
coordinates a least-squares fit of straight distances to the shortest ways by road. Where some have
coordinates, those stay where they are and only the others are fitted.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from sim.analysis.charts.data import PlaceFacts, RoadFacts

Points = npt.NDArray[np.float64]

EARTH_KM_PER_DEGREE = 6371.0088 * math.pi / 180
"""Of latitude, on a sphere of the earth's mean radius (IUGG: 6371.0088 km)."""
_SWEEPS = 150
_STRAIGHT_SHARE = 0.75
"""How long a straight line is beside the road, where no road with known ends tells."""
_APART_SHARE = 1.3
"""Places that no road joins stand so much farther apart than any that one does."""


@dataclass(frozen=True, slots=True)
class Positions:
    """Where places stand.

    Attributes:
        points: Kilometres to the right and up, a row a place; only relative where nothing is known.
        is_known: For each place, whether its coordinates put it there.
    """

    points: Points
    is_known: tuple[bool, ...]

    @property
    def is_map(self) -> bool:
        """Whether kilometres mean anything, and north is up: two places at least are known."""
        return sum(self.is_known) > 1 or (len(self.is_known) == 1 and all(self.is_known))


def positions(places: Sequence[PlaceFacts], roads: Sequence[RoadFacts]) -> Positions:
    """Where places stand."""
    known = projected(places)
    if _is_one_point(known):
        known = np.full_like(known, np.nan)
    is_known = tuple(bool(np.isfinite(point).all()) for point in known)
    found = Positions(known, is_known)
    if all(is_known):
        return found
    lengths = road_distances(places, roads)
    if not found.is_map:
        return Positions(_fitted(_spread_out(lengths), lengths, fixed=None), is_known)
    fixed = np.array(is_known)
    lengths = lengths * _straight_share(known, lengths, fixed)
    return Positions(_fitted(_guessed(known, lengths, fixed), lengths, fixed=fixed), is_known)


def _is_one_point(known: Points) -> bool:
    """Whether coordinates put several places at one point, and so tell nothing of any."""
    points = known[np.isfinite(known).all(axis=1)]
    return len(points) > 1 and not np.ptp(points, axis=0).any()


def projected(places: Sequence[PlaceFacts]) -> Points:
    """Kilometres from the middle of the places, NaN where coordinates are not known.

    Longitudes count from their mean direction, so that a case may lie across the 180th meridian.
    """
    degrees = np.array(
        [(place.longitude, place.latitude) for place in places], dtype=np.float64
    ).reshape(-1, 2)
    degrees[~np.isfinite(degrees).all(axis=1)] = np.nan
    if np.isnan(degrees).all():
        return degrees
    turns = np.exp(1j * np.radians(degrees[:, 0]))
    middle = np.degrees(np.angle(np.nanmean(turns)))
    east = (degrees[:, 0] - middle + 180) % 360 - 180
    parallel = np.nanmean(degrees[:, 1])
    north = degrees[:, 1] - parallel
    return np.column_stack([east * math.cos(math.radians(parallel)), north]) * EARTH_KM_PER_DEGREE


def road_distances(places: Sequence[PlaceFacts], roads: Sequence[RoadFacts]) -> Points:
    """The shortest way by road between all places, in km.

    Places that no road joins are told to be farther from each other than any that one does.
    """
    index = {place.name: number for number, place in enumerate(places)}
    told = [road.likely_length_km for road in roads if road.likely_length_km]
    typical = float(np.median(told)) if told else 1.0
    lengths = np.full((len(places), len(places)), np.inf)
    np.fill_diagonal(lengths, 0)
    for road in roads:
        one, other = (index[end] for end in road.ends) if len(road.ends) == 2 else (0, 0)
        length = road.likely_length_km or typical
        lengths[one, other] = lengths[other, one] = min(lengths[one, other], length)
    for via in range(len(places)):
        lengths = np.minimum(lengths, lengths[:, [via]] + lengths[[via], :])
    joined = np.isfinite(lengths)
    longest = float(lengths[joined].max()) or typical
    return np.where(joined, lengths, _APART_SHARE * longest)


def _straight_share(known: Points, lengths: Points, fixed: npt.NDArray[np.bool_]) -> float:
    """How long straight lines are beside roads, over the places whose coordinates are known."""
    one, other = np.triu_indices(int(fixed.sum()), 1)
    points, ways = known[fixed], lengths[np.ix_(fixed, fixed)]
    shares = np.linalg.norm(points[one] - points[other], axis=1) / np.maximum(ways[one, other], 0.1)
    share = float(np.median(shares))
    return share if 0 < share <= 1 else _STRAIGHT_SHARE


def _spread_out(lengths: Points) -> Points:
    """Classical scaling: the plane that holds most of the distances, its long side level.

    Source: W. S. Torgerson, Psychometrika 17 (1952).
    """
    middle = np.eye(len(lengths)) - 1 / len(lengths)
    values, vectors = np.linalg.eigh(-0.5 * middle @ lengths**2 @ middle)
    found = np.zeros((len(lengths), 2))
    for column, axis in enumerate(range(len(lengths) - 1, max(-1, len(lengths) - 3), -1)):
        vector = vectors[:, axis]
        # An axis may point either way: the first place that is off the middle stands to the left
        # and above.
        off = np.flatnonzero(np.abs(vector) > 1e-9)
        sign = (-1 if column == 0 else 1) * np.sign(vector[off[0]]) if len(off) else 1
        found[:, column] = sign * vector * math.sqrt(max(0.0, values[axis]))
    return found + _nudges(len(lengths)) * 1e-3 * max(1.0, float(lengths.max()))


def _guessed(known: Points, lengths: Points, fixed: npt.NDArray[np.bool_]) -> Points:
    """A first guess for places not known: beside the nearest one that is."""
    found = known.copy()
    nudges = _nudges(len(known))
    for place in np.flatnonzero(~fixed):
        nearest = np.flatnonzero(fixed)[np.argmin(lengths[place, fixed])]
        found[place] = known[nearest] + nudges[place] * lengths[place, nearest]
    return found


def _nudges(number: int) -> Points:
    """Directions that differ from each other, by the golden angle."""
    angles = np.arange(number) * math.pi * (3 - math.sqrt(5))
    return np.column_stack([np.cos(angles), np.sin(angles)])


def _fitted(begin: Points, lengths: Points, *, fixed: npt.NDArray[np.bool_] | None) -> Points:
    """Places moved one by one to where their distances fit best, near ones counting most.

    Source: J. de Leeuw's majorisation, weights as in E. R. Gansner, Y. Koren and S. North,
    Graph Drawing (2004).
    """
    found = begin.copy()
    number = len(found)
    ways = np.maximum(lengths, 1e-3 * max(1e-9, float(lengths.max())))
    weights = ways**-2.0
    np.fill_diagonal(weights, 0)
    moving = range(number) if fixed is None else np.flatnonzero(~fixed)
    for _ in range(_SWEEPS if number > 1 else 0):
        for place in moving:
            away = found[place] - found
            distance = np.maximum(np.linalg.norm(away, axis=1), 1e-9)
            wanted = found + away * (ways[place] / distance)[:, None]
            found[place] = weights[place] @ wanted / weights[place].sum()
    return found
