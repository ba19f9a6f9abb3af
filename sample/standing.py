"""Who stands where in the sample: us, members, prospects, former partners, and who no longer meets whom."""

from datetime import date

__all__ = ["ESTRANGED", "FORMER", "MEMBERS", "PROSPECTS", "SENSITIVE", "US", "allowed"]

US = "Open Tavarenna Alliance"
MEMBERS = (
    "Orvenne Water Keepers",
    "Kharvel Herders' Council",
    "Women of the Sundral Plains",
    "Caldermane Law Commons",
)
PROSPECTS = (
    "Mirrow Welcome Network",
    "Foundry Hill Kitchen Union",
    "Tidewick Net Menders' Union",
    "Mothers of the Canopy, Iskelune",
    "Sarnholt Lantern Women",
    "Fennimoor Clinic Boat",
    "Papers First Sattevane",
    "Haldeny Newcomers' Table",
    "Quannet Signal Fires",
    "Caldermane Domestic Workers' Assembly",
    "Council of the Standing Groves",
)
SENSITIVE = (
    "Quannet Sisters' Refuge",
    "Sundral Shelter Network",
    "Quiet Signal Caldermane",
    "Sattevane Detention Visitors",
    "Tidewick Missing Persons Desk",
)

# The last day on which a former partner was seen.
FORMER = {
    "Sluice and Spade Pellowick": date(2025, 1, 31),
    "Wolfgate Conservation Group": date(2024, 11, 15),
    "Ellomar Bakers for Newcomers": date(2025, 2, 20),
    "Haldeny Orchard Tenants": date(2024, 12, 12),
    "Cable Yard Cooperative, Foundry Hill": date(2025, 2, 7),
    "Sarnholt Salt Road Traders": date(2024, 10, 4),
    "Mirrow Asylum Observatory": date(2025, 1, 17),
}

_APART = {
    frozenset({"Mirrow Welcome Network", "Grellin Greenhouse Pickers"}): date(2025, 10, 1),
    frozenset({"Wage Watch Caldermane", "Caldermane Employers for Fair Homes"}): date(2026, 8, 1),
}


# Who takes part in nothing long or planned: gone, or in a quarrel that is open.
ESTRANGED = (*FORMER, *sorted({name for pair in _APART for name in pair}))


def allowed(one: str, other: str, day: date) -> bool:
    """Return whether two could do something together on a day: neither has left, and they have not fallen out."""
    gone = any(name in FORMER and day > FORMER[name] for name in (one, other))
    apart = _APART.get(frozenset({one, other}))
    return not gone and not (apart is not None and day >= apart)
