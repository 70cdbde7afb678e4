"""What came of each post of the roll-out plan."""

from collections.abc import Iterator

from sim.catalogue import Kind
from sim.outcomes.reading import Reading, hours


def post_rows(reading: Reading) -> Iterator[dict[str, object]]:
    """One row a post."""
    for name, post in reading.roster.scenario.posts.items():
        begun, manned = (second_of(reading, kind, name) for kind in (Kind.POST_BEGUN, Kind.MANNED))
        yield {
            "post": name,
            "contingent": post.contingent,
            "is_temporary": bool(post.is_temporary.value),
            "begun_hours": hours(begun),
            "manned_hours": hours(manned),
        }


def second_of(reading: Reading, kind: Kind, post: str) -> int | None:
    """When something happened to a post, or None."""
    rows = reading.of(kind)
    seconds = rows["second"][rows["subject"] == reading.subjects[f"posts.{post}"]]
    return int(seconds[0]) if len(seconds) else None


def covered_from(reading: Reading, *, area: str = "", road: str = "") -> int | None:
    """The second from which a manned post covered an area, or a road, or None."""
    posts = reading.roster.scenario.posts
    seconds = [
        second_of(reading, Kind.MANNED, name)
        for name, post in posts.items()
        if area in post.covers.areas or road in post.covers.roads
    ]
    return min((second for second in seconds if second is not None), default=None)
