"""The quarrels of the sample: one that was mended and became a law, one that was not, and smaller ones."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta

from sample.bridges import ABOUT
from sample.circles import Life
from sample.dice import Dice
from sample.history import Deed, Teller, with_roles
from sample.standing import FORMER

__all__ = ["quarrels", "small_quarrels", "told"]


def told(
    kind: str,
    day: date,
    names: Sequence[str],
    words: tuple[str, str],
    *,
    where: tuple[Sequence[str], Sequence[str]],
    outcome: float,
    attendance: int | None = None,
    people_reached: int | None = None,
    confidential: bool | None = None,
) -> Deed:
    """Return a deed with its title and note in `words`, its causes and communities in `where`."""
    title, note = words
    causes, communities = where
    return Deed(
        kind,
        day,
        with_roles(kind, names),
        title,
        note,
        outcome=outcome,
        attendance=attendance,
        people_reached=people_reached,
        confidential=confidential,
        causes=causes,
        communities=communities,
    )


def quarrels() -> Iterator[Deed]:
    """Yield the quarrels that are told at length, with what came before and after them."""
    herders, fields, circle = "Kharvel Herders' Council", "Sundral Equal Land Campaign", "Tavarennan Mediation Circle"
    road = (("land", "land-grazing"), ("ombery",))
    yield told(
        "meeting",
        date(2024, 3, 12),
        (herders, fields),
        (
            "Planning round on the drove road",
            "Both sides drew the road on one map. The widows' plots lie right across it.",
        ),
        outcome=0.2,
        attendance=19,
        where=road,
    )
    yield told(
        "joint_project",
        date(2024, 5, 20),
        (herders, fields),
        ("A shared map of the drove road", "Walked the first half together, in good spirits."),
        outcome=0.3,
        where=road,
    )
    yield told(
        "conflict",
        date(2024, 9, 17),
        (herders, fields),
        (
            "Quarrel over the drove road",
            (
                "Herds went through the bean fields of eleven widows. "
                "Both groups spoke to the press before they spoke to each other."
            ),
        ),
        outcome=-0.8,
        where=road,
    )
    yield told(
        "conflict",
        date(2024, 11, 5),
        (fields, herders),
        ("Quarrel over the drove road, again", "The joint map was withdrawn. Nobody shook hands."),
        outcome=-0.9,
        where=road,
    )
    yield told(
        "meeting",
        date(2025, 1, 21),
        (circle, herders, fields),
        (
            "Listening evening",
            "Each side told the other's story first. Nothing was written down but the date of the next one.",
        ),
        outcome=0.1,
        confidential=True,
        where=road,
    )
    yield told(
        "repair",
        date(2025, 2, 25),
        (circle, herders, fields),
        (
            "The gate agreement",
            (
                "Gates at four places, herds pass at night in two weeks of the year, and damages are paid in wool. "
                "Signed by both."
            ),
        ),
        outcome=0.7,
        attendance=14,
        where=road,
    )
    yield told(
        "joint_campaign",
        date(2025, 9, 9),
        (fields, herders),
        ("Fields and herds, one road", "The widows and the herders stood on one stage in Ombery."),
        outcome=0.7,
        attendance=420,
        people_reached=3100,
        where=road,
    )
    yield told(
        "win",
        date(2026, 5, 19),
        (herders, fields, circle),
        ("The drove road is in the law", "The registry wrote the gate agreement into the land book, word for word."),
        outcome=1.0,
        attendance=260,
        where=road,
    )

    giant, pickers = "Mirrow Welcome Network", "Grellin Greenhouse Pickers"
    work = (("migrants", "migrants-wages"), ("grellin",))
    yield told(
        "joint_campaign",
        date(2024, 6, 4),
        (giant, pickers),
        ("Fair pay under glass", "The pickers knew every greenhouse; the network had the press list."),
        outcome=0.4,
        attendance=310,
        people_reached=5200,
        where=work,
    )
    yield told(
        "meeting",
        date(2025, 4, 8),
        (giant, pickers),
        ("What next on the greenhouses", "The pickers asked to speak for themselves at the ministry."),
        outcome=0.0,
        attendance=16,
        where=work,
    )
    yield told(
        "conflict",
        date(2025, 10, 14),
        (pickers, giant),
        (
            "Who speaks for the pickers",
            "The network signed the agreement with the growers in the pickers' name, without asking them.",
        ),
        outcome=-0.9,
        where=work,
    )
    yield told(
        "conflict",
        date(2026, 2, 3),
        (pickers, giant),
        ("Still no answer", "Two letters unanswered. The pickers left the working group."),
        outcome=-0.8,
        where=work,
    )

    menders, harbour = "Tidewick Net Menders' Union", "Mirrow Clean Harbour Campaign"
    coast = (("water", "water-rivers"), ("tidewick",))
    yield told(
        "conflict",
        date(2025, 12, 2),
        (menders, harbour),
        ("Falling-out over the nets", "The campaign called old nets rubbish, in a film. They are somebody's work."),
        outcome=-0.5,
        where=coast,
    )
    yield told(
        "repair",
        date(2026, 1, 27),
        (harbour, menders),
        ("Mending day", "The film was cut again, and the campaigners learned to mend."),
        outcome=0.8,
        attendance=32,
        where=coast,
    )

    watch, employers = "Wage Watch Caldermane", "Caldermane Employers for Fair Homes"
    yield told(
        "conflict",
        date(2026, 8, 18),
        (watch, employers),
        ("Names on the wall", "Wage Watch published a list of households. Two names were wrong."),
        outcome=-0.7,
        where=(("migrants", "migrants-wages"), ("foundry-hill",)),
    )


def small_quarrels(dice: Dice, teller: Teller, life: Life) -> Iterator[Deed]:
    """Yield quarrels that were mended within weeks."""
    for group in ("delta-water", "capital-digital", "coast-migrants"):
        pair = life.eager(group, 2, but=list(FORMER))
        began = dice.day(date(2024, 6, 3), date(2026, 5, 29))
        yield replace(teller.deed("conflict", began, pair, ABOUT[group]), outcome=-0.4)
        yield replace(
            teller.deed("repair", began + timedelta(days=dice.whole(20, 70)), pair, ABOUT[group]), outcome=0.6
        )
