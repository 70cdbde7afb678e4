"""What completes each argument and option: named here for `options`, found elsewhere when asked.

Each takes what is typed so far of one word, and where it needs to know the case the context of the
line, and gives words with help. What they need is imported only when a shell asks.
"""

from pathlib import Path

import typer

CHARTS = (
    *("schedule", "clearance", "extension", "why", "feasibility", "gaps", "remaining", "network"),
    *("queues", "peacekeepers", "posts", "breaches", "arrivals", "convergence"),
)
"""The charts of a run; their list itself would take matplotlib to be loaded."""
OF_COMPARISONS = ("differences", "flips")
"""The charts of a comparison."""
Offer = tuple[str, str]
"""A word that could stand there, and a few words about it."""


def scenario_files(incomplete: str) -> list[Offer]:
    """Scenario files, and folders on the way to one."""
    from sim.cli.completing.files import case_files

    return case_files(incomplete, kinds=("scenario",))


def study_files(incomplete: str) -> list[Offer]:
    """Study files, and folders on the way to one."""
    from sim.cli.completing.files import case_files

    return case_files(incomplete, kinds=("study",))


def case_files(incomplete: str) -> list[Offer]:
    """Scenario and study files, and folders on the way to one."""
    from sim.cli.completing.files import case_files

    return case_files(incomplete, kinds=("scenario", "study"))


def results_folders(incomplete: str) -> list[Offer]:
    """Results folders, and folders on the way to one."""
    from sim.cli.completing.files import results_folders

    return results_folders(incomplete)


def pages(incomplete: str) -> list[Offer]:
    """Folders of results and of comparisons, of which there are pages and charts."""
    from sim.cli.completing.files import results_folders
    from sim.cli.nearby import COMPARISON, MANIFEST

    return results_folders(incomplete, kept=(MANIFEST, COMPARISON))


def cases_and_results(incomplete: str) -> list[Offer]:
    """Scenario files and results folders."""
    files, folders = scenario_files(incomplete), results_folders(incomplete)
    return list(dict(files + folders).items())


def charts(ctx: typer.Context, incomplete: str) -> list[Offer]:
    """Charts of the folder on the line."""
    from sim.cli.completing.charts import charts_of

    folder = ctx.params.get("folder")
    names = CHARTS if folder is None else charts_of(Path(folder).expanduser())
    return starting(incomplete, [(name, "") for name in names])


def folders(incomplete: str) -> list[Offer]:
    """Any folder."""
    from sim.cli.completing.files import folders

    return folders(incomplete)


def settings(ctx: typer.Context, incomplete: str) -> list[Offer]:
    """Dotted paths of the scenario on the line, then the value that stands there."""
    from sim.cli.completing.cases import tree_on_line
    from sim.cli.completing.paths import setting_offers

    return setting_offers(tree_on_line(ctx), incomplete)


def variants(ctx: typer.Context, incomplete: str) -> list[Offer]:
    """Settings of the base, behind the label of a variant."""
    from sim.cli.completing.cases import tree_on_line
    from sim.cli.completing.paths import variant_offers

    return variant_offers(tree_on_line(ctx), incomplete)


def paths(ctx: typer.Context, incomplete: str) -> list[Offer]:
    """Dotted paths of the scenario on the line."""
    from sim.cli.completing.cases import tree_on_line
    from sim.cli.completing.paths import path_offers

    return path_offers(tree_on_line(ctx), incomplete)


def outcomes(ctx: typer.Context, incomplete: str) -> list[Offer]:
    """Names of outcomes of the scenario on the line."""
    from sim.cli.completing.cases import tree_on_line
    from sim.cli.completing.outcomes import outcome_offers

    return outcome_offers(tree_on_line(ctx), incomplete)


def precisions(ctx: typer.Context, incomplete: str) -> list[Offer]:
    """Outcomes of the scenario on the line, and how precisely they may be wanted."""
    from sim.cli.completing.cases import tree_on_line
    from sim.cli.completing.outcomes import precision_offers

    return precision_offers(tree_on_line(ctx), incomplete)


def conditions(ctx: typer.Context, incomplete: str) -> list[Offer]:
    """Conditions on outcomes of the study on the line."""
    from sim.cli.completing.cases import tree_on_line
    from sim.cli.completing.outcomes import condition_offers

    return condition_offers(tree_on_line(ctx), incomplete)


def clauses(ctx: typer.Context, incomplete: str) -> list[Offer]:
    """Names of the clauses of the scenario on the line."""
    from sim.cli.completing.cases import tree_on_line
    from sim.cli.completing.outcomes import clause_offers

    return clause_offers(tree_on_line(ctx), incomplete)


def seeds(incomplete: str) -> list[Offer]:
    """The only seed that is a word."""
    return starting(incomplete, [("random", "chance chooses one")])


def replays(incomplete: str) -> list[Offer]:
    """Which replication a page plays."""
    words = ("median", "worst", "first", "none")
    return starting(incomplete, [(word, "") for word in words])


def methods(incomplete: str) -> list[Offer]:
    """How sensitivity is looked at."""
    offers = [("morris", "screening, few runs"), ("sobol", "shares of variance, many runs")]
    return starting(incomplete, offers)


def starting(incomplete: str, offers: list[Offer]) -> list[Offer]:
    """Those that begin with what is typed.

    >>> starting("so", [("morris", ""), ("sobol", "")])
    [('sobol', '')]
    """
    return [offer for offer in offers if offer[0].startswith(incomplete)]


def is_folder(path: Path) -> bool:
    """Whether there is such a folder that can be looked into."""
    try:
        return path.is_dir()
    except OSError:
        return False
