"""The organizations of the sample, all invented; beside the coalitions, national ones, small groups, those alone."""

from dataclasses import dataclass

from sample.coalitions import COALITIONS

__all__ = ["Organization", "organizations"]

_NATIONAL = """
Open Tavarenna Alliance | coalition | Caldermane Old Town | OTA
Tavarennan Mediation Circle | ngo | Ombery | TMC
Ommer Field Foundation | funder | Caldermane Old Town
Harbour and Hauk Fund | funder | Port Ellomar
Tavarennan Rights Archive | academic | Caldermane Old Town | TRA
Tavarennan Federation of Field and Factory | union | Foundry Hill | TFFF
Tavarenna Rivers Commission | government | Lissamar | TRC
The Tavarenna Courier | media | Caldermane Old Town
Interfaith Table of Tavarenna | faith | Port Ellomar | ITT
Lawyers for the Tavarennan Commons | ngo | Ossiden
Saskel Lantern Philanthropies | funder | Lanternside
Mapping Bench Tavarenna | ngo | Foundry Hill
"""

_SMALL_GROUPS = (
    """
Ombery Beekeepers for Clean Wells | grassroots | Ombery
Ombery Orchard School | ngo | Ombery
Saskel Creek Committee | grassroots | Ombery
""",
    """
Breckanoor Phone Charging Women | grassroots | Breckanoor
Breckanoor Solar Cart | business | Breckanoor
Hauk Signal Hut | grassroots | Breckanoor
""",
    """
Sarnholt Refuge Hut | faith | Sarnholt
Sarnholt Lantern Women | grassroots | Sarnholt
""",
    """
Threlkin Ferry Committee | grassroots | Threlkin
Threlkin Canal Watch | grassroots | Threlkin
""",
    """
Fennimoor Clinic Boat | ngo | Fennimoor
Fennimoor Mission Kitchen | faith | Fennimoor
""",
    """
Grellin Blind Workers' Group | grassroots | Grellin
Casa Ondériva Braille Press | business | Grellin
""",
)

_ALONE = """
Breckanoor Women's Radio Hour | media | Breckanoor
Mabbendo Legal Canoe | ngo | Mabbendo
Quannet Signal Fires | grassroots | Quannet
Haldeny Newcomers' Table | grassroots | Haldeny
Tullvarra Digital Barn | ngo | Tullvarra
Sattevane Widows of the Sea | grassroots | Sattevane
Dunmarrow Land Memory | grassroots | Dunmarrow
Threlkin Night Bus | grassroots | Threlkin
Port Ellomar Parents' Line | ngo | Port Ellomar
Lanternside River Cleaners | grassroots | Lanternside
Foundry Hill Rent Ring | grassroots | Foundry Hill
Ossiden Girls' Coding Loft | grassroots | Ossiden
Pellowick Tenants' Porch | grassroots | Pellowick
"""


@dataclass(frozen=True)
class Organization:
    """One organization, and the group of the sample that it was invented for."""

    name: str
    kind: str
    home: str
    alias: str
    group: str


def organizations() -> list[Organization]:
    """Return every organization, coalition by coalition, then national ones, small groups and those alone."""
    blocks = {name: text for name, (_, _, text) in COALITIONS.items()}
    blocks |= {"national": _NATIONAL}
    blocks |= {f"small-{number}": text for number, text in enumerate(_SMALL_GROUPS, start=1)}
    blocks |= {"alone": _ALONE}
    found = []
    for group, text in blocks.items():
        for line in text.strip().splitlines():
            name, kind, home, alias = [part.strip() for part in (*line.split("|"), "")[:4]]
            found.append(Organization(name, kind, home, alias, group))
    return found
