"""What a study is known by, so that rows of one are never mixed with rows of another."""

import json
from collections.abc import Iterator
from hashlib import blake2b
from typing import Any

from sim.scenario.canonical import canonical
from sim.scenario.studies.study import Design, Factor, Grid, Study


def study_digest(study: Study) -> str:
    """What decides the points of a study and the rows of each replication.

    Equal for equal scenarios, factors, designs and seeds, whatever their files look like. How many
    replications there are, which outcomes are of interest and which tables are kept decide no row,
    so that more replications may extend what is there.
    """
    told = {
        "scenario": study.scenario.digest,
        "factors": [list(_factor(factor)) for factor in study.factors],
        "design": _design(study.design),
        "seed": study.seed,
    }
    text = json.dumps(told, sort_keys=True, separators=(",", ":"))
    return blake2b(text.encode(), digest_size=16).hexdigest()


def _factor(factor: Factor) -> Iterator[Any]:
    yield factor.name
    # The value, not the text: 40 and 40.0 are the same.
    yield [choice.value for choice in factor.choices]
    for target in factor.targets:
        law = canonical(target.law)
        if law is not None:
            law = {key: law[key] for key in ("form", "parameters", "low", "high")}
        yield [target.path, law, target.setting("")]


def _design(design: Design) -> list[Any]:
    if isinstance(design, Grid):
        return ["grid", design.levels]
    return [design.kind, design.points]
