"""The coalitions of the sample and their organizations, all invented: name | kind | home | short name."""

__all__ = ["COALITIONS"]

_DELTA_WATER = """
Orvenne Water Keepers | ngo | Lissamar | OWK
Lissamar Well Committee | grassroots | Lissamar
Pellowick Pump Menders | grassroots | Pellowick
Quannet Fisherwomen's Circle | grassroots | Quannet
Dunmarrow Dyke Watch | grassroots | Dunmarrow
Orvenne Clean Rivers Trust | ngo | Pellowick | OCRT
Centre for Delta Hydrology, Lissamar College | academic | Lissamar | CDH
Orvenne Delta Water Authority | government | Lissamar | ODWA
Saskel Springs Foundation | funder | Lissamar
Radio Reedbank Quannet | media | Quannet
Union of Orvenne Water Carriers | union | Lissamar | UOWC
Lissamar Latrine Builders | business | Lissamar
Pellowick Parish Relief | faith | Pellowick
Quannet Tidal Farmers' Cooperative | business | Quannet
Women of the Lower Orvenne | grassroots | Dunmarrow
Rain for Dunmarrow | grassroots | Dunmarrow
Bluewick Engineers | ngo | Lissamar
Marshlight Youth Quannet | grassroots | Quannet
Lissamar Mothers for Clean Taps | grassroots | Lissamar
Orvenne Basin Research Group | academic | Pellowick | OBRG
Reedcutters of Pellowick | union | Pellowick
Tavarennan Well Drillers' Guild | business | Lissamar
Quannet School Gardens | grassroots | Quannet
Dunmarrow Flood Memory Project | academic | Dunmarrow
Sluice and Spade Pellowick | ngo | Pellowick
Orvenne Health Walkers | ngo | Quannet
Temple of the Two Rivers, Quannet | faith | Quannet
Pellowick Ward Council | government | Pellowick
Orvenne Mappers | ngo | Lissamar
Salt Line Observatory | academic | Dunmarrow
Ferry Hands of Lissamar | union | Lissamar
Dunmarrow Dry Season Fund | funder | Dunmarrow
Bucket Line Quannet | grassroots | Quannet
Lower Orvenne Legal Desk | ngo | Lissamar | LODesk
Pellowick Women Potters | business | Pellowick
Heronfoot Cooperative | business | Quannet
Mangrove Nursery of Dunmarrow | grassroots | Dunmarrow
Friends of Lissamar Clinic | grassroots | Lissamar
Three Canals Assembly, Pellowick | coalition | Pellowick
Quannet Deaf Neighbours | grassroots | Quannet
The Ommer Tap Campaign | grassroots | Lissamar
Orvenne Sanitation Workers' Union | union | Pellowick | OSWU
"""

_HIGHLAND_LAND = """
Kharvel Herders' Council | coalition | Ossiden | KHC
Ossiden Pasture Committee | grassroots | Ossiden
Tullvarra Goat Keepers | grassroots | Tullvarra
Breckanoor Commons Watch | grassroots | Breckanoor
Sarnholt Shepherd Families | grassroots | Sarnholt
Hauk Ridge Grazing Society | grassroots | Tullvarra
Kharvel Title Clinic | ngo | Ossiden | KTC
Kharvel Land Registry Office | government | Ossiden
Kharvel Institute for Upland Commons | academic | Ossiden | KIUC
Ossiden Wool Workers' Union | union | Ossiden | OWWU
Radio Three Passes Tullvarra | media | Tullvarra
Women of the Winter Camps | grassroots | Breckanoor
Tullvarra Snowmelt Group | grassroots | Tullvarra
Sarnholt Stone Wall Builders | grassroots | Sarnholt
Breckanoor Young Herders | grassroots | Breckanoor
Moorlamp Chapel Fellowship | faith | Sarnholt
Kharvel Mountain Paralegals | ngo | Tullvarra | KMP
Hauk Foundation for the Commons | funder | Ossiden
Ossiden Cheese Cooperative | business | Ossiden
Tullvarra District Council | government | Tullvarra
Wolfgate Conservation Group | ngo | Sarnholt
Brath Head Drovers | grassroots | Breckanoor
Upper Brath Mothers' Group | grassroots | Ossiden
Breckanoor School on Horseback | ngo | Breckanoor
Kharvel Story Archive | academic | Tullvarra
Sarnholt Salt Road Traders | business | Sarnholt
Hauk Avalanche Volunteers | grassroots | Tullvarra
Ossiden Veterinary Carts | ngo | Ossiden
Elders of Brath Head | grassroots | Breckanoor
Tarn and Tether Sarnholt | ngo | Sarnholt
Brath Valley Tenants | grassroots | Ossiden
Tullvarra Weavers' Barn | business | Tullvarra
Kharvel Seed Library | grassroots | Breckanoor
Sarnholt Border Post Monitors | ngo | Sarnholt
"""

_COAST_MIGRANTS = """
Mirrow Welcome Network | ngo | Port Ellomar | MWN
Port Ellomar Dockside Kitchen | grassroots | Port Ellomar
Sattevane Arrivals House | ngo | Sattevane
Grellin Night Shelter | faith | Grellin
Tidewick Translators | grassroots | Tidewick
Ellomar Harbour Chaplaincy | faith | Port Ellomar
Union of Mirrow Cannery Workers | union | Grellin | UMCW
Papers First Sattevane | ngo | Sattevane | PFS
Mirrow Coast Migration Office | government | Port Ellomar
Grellin Families Across the Sea | grassroots | Grellin
Port Ellomar Street Lawyers | ngo | Port Ellomar | PESL
Sattevane Sewing Room | grassroots | Sattevane
Ellomar School of Refuge Studies | academic | Port Ellomar
Grellin Greenhouse Pickers | union | Grellin
Tidewick Boat Rescue | ngo | Tidewick
New Neighbours Ellomar | grassroots | Port Ellomar
Hundred Languages Sattevane | grassroots | Sattevane
Mirrow Wage Claims Desk | ngo | Port Ellomar | MWCD
Radio Landfall Ellomar | media | Port Ellomar
Prayer House of the Quay | faith | Port Ellomar
Sattevane Welcome Bureau | government | Sattevane
Grellin Young Arrivals | grassroots | Grellin
Ellomar Health on Wheels | ngo | Port Ellomar
The Borrowed Coat, Tidewick | grassroots | Tidewick
Ellomar Long Pier Foundation | funder | Port Ellomar
Sattevane Detention Visitors | grassroots | Sattevane
Mirrow Seafarers' Friends | ngo | Tidewick
Grellin Evening School | ngo | Grellin
Tidewick Missing Persons Desk | ngo | Tidewick
Ellomar Bakers for Newcomers | business | Port Ellomar
Sattevane Drum Circle | grassroots | Sattevane
Women Arriving Together, Grellin | grassroots | Grellin
Mirrow Asylum Observatory | academic | Sattevane | MAO
Port Ellomar Youth Boxing House | grassroots | Port Ellomar
Cannery Lane Child Care | grassroots | Grellin
Grellin Orchard Fair Pay Campaign | grassroots | Grellin
Tidewick Radio Van | media | Tidewick
Stateless Voices Sattevane | grassroots | Sattevane
"""

_PLAINS_WOMEN = """
Women of the Sundral Plains | ngo | Ombery | WSP
Ombery Daughters' Inheritance Group | grassroots | Ombery
Haldeny Widows' Circle | grassroots | Haldeny
Vaskarra Seed Sisters | grassroots | Vaskarra
Threlkin Midwives' Society | union | Threlkin
Sundral Equal Land Campaign | coalition | Ombery | SEQL
Ombery Legal Aunties | grassroots | Ombery
Haldeny Women's Savings House | business | Haldeny
Vaskarra Mothers on Bicycles | grassroots | Vaskarra
Threlkin Women Millers | business | Threlkin
Sundral Shelter Network | ngo | Haldeny
Ombery University Gender Desk | academic | Ombery
Radio Wheatfield Haldeny | media | Haldeny
Vaskarra Church Women's Guild | faith | Vaskarra
Sundral Family Courts Service | government | Ombery
Threlkin Girls' Football Yard | grassroots | Threlkin
Haldeny Field Workers' Union | union | Haldeny | HFWU
Lit Windows Ombery | ngo | Ombery
Vaskarra Harvest Nurses | ngo | Vaskarra
Marrowfield Fund for Women | funder | Ombery
Threlkin Grandmothers' Bench | grassroots | Threlkin
Ombery Men Against Violence | grassroots | Ombery
Sundral Women in Local Office | ngo | Haldeny | SWLO
Haldeny Theatre of the Yard | grassroots | Haldeny
Vaskarra Village Registrars | government | Vaskarra
Threlkin Wool and Words | grassroots | Threlkin
Speak Sister Ombery | ngo | Ombery
Haldeny Orchard Tenants | grassroots | Haldeny
"""

_CAPITAL_DIGITAL = """
Caldermane Law Commons | ngo | Caldermane Old Town | CLC
Lanternside Hackers' Kitchen | grassroots | Lanternside
Foundry Hill Mesh Network | grassroots | Foundry Hill
Tavarennan Privacy Watch | ngo | Caldermane Old Town | TPW
Old Town Library Commons | grassroots | Caldermane Old Town
Caldermane Institute for Networked Life | academic | Caldermane Old Town | CINL
Union of Platform Couriers of Caldermane | union | Foundry Hill | UPCC
The Caldermane Lamp | media | Caldermane Old Town
Lanternside Girls Who Solder | grassroots | Lanternside
Quiet Signal Caldermane | ngo | Caldermane Old Town
Foundry Hill Repair Bench | grassroots | Foundry Hill
Ministry Watch Caldermane | grassroots | Caldermane Old Town
Caldermane Data Stewards | ngo | Lanternside
Office of the Tavarennan Information Ombud | government | Caldermane Old Town
Lanternside Deaf Coders | grassroots | Lanternside
Open Meters Tavarenna | ngo | Foundry Hill
Wirelight Fund | funder | Caldermane Old Town
Old Town Elders Online | grassroots | Caldermane Old Town
Caldermane Cyber Clinic | academic | Lanternside
Foundry Hill Teen Radio | media | Foundry Hill
Women Who Moderate, Lanternside | grassroots | Lanternside
Cable Yard Cooperative, Foundry Hill | business | Foundry Hill
Tavarennan Bloggers' Guild | union | Caldermane Old Town
Lanternside Net Freedom Week | coalition | Lanternside
"""

_CAPITAL_WORKERS = """
Foundry Hill Kitchen Union | union | Foundry Hill | FHKU
Caldermane Domestic Workers' Assembly | grassroots | Foundry Hill | CDWA
Lanternside Nannies' Circle | grassroots | Lanternside
Old Town Live-in Workers' Line | ngo | Caldermane Old Town
Foundry Hill Sunday School for Workers | faith | Foundry Hill
Caldermane Labour Inspectorate | government | Caldermane Old Town
Wage Watch Caldermane | ngo | Foundry Hill
Day Off Caldermane | coalition | Caldermane Old Town
Lanternside Laundry Cooperative | business | Lanternside
Caldermane Passport Return Project | ngo | Caldermane Old Town
Caldermane Employers for Fair Homes | business | Lanternside
Foundry Hill Agency Checkers | grassroots | Foundry Hill
Foundry Hill Remittance Advice | ngo | Foundry Hill
Old Town Savings Tin | grassroots | Caldermane Old Town
Home Care Workers of Lanternside | union | Lanternside
Caldermane School of Social Work | academic | Caldermane Old Town
Lanternside Sisters' Choir | grassroots | Lanternside
Ironing Board Theatre of Foundry Hill | grassroots | Foundry Hill
"""

_FOREST_LAND = """
Yarrow Path Walkers | grassroots | Iskelune
Council of the Standing Groves | coalition | Mabbendo | CSG
Iskelune Honey Gatherers | grassroots | Iskelune
Mabbendo River Guardians | grassroots | Mabbendo
Fennimoor Forest Families | grassroots | Fennimoor
Yarrowen Language Nest | grassroots | Fennimoor
Mothers of the Canopy, Iskelune | grassroots | Iskelune
Mabbendo Bark Cloth Makers | business | Mabbendo
Fennimoor Trail Rangers | grassroots | Fennimoor
Yarrowen Territory Mappers | ngo | Fennimoor | YTM
Mabbendo Healers' House | grassroots | Mabbendo
Iskelune Youth of the Roots | grassroots | Iskelune
Fennimoor Charcoal Burners' Association | union | Fennimoor
Yarrowen Elders' Ring | grassroots | Mabbendo
Mabbendo Canoe School | grassroots | Mabbendo
"""

_COAST_FISHERS = """
Tidewick Net Menders' Union | union | Tidewick | TNMU
Grellin Oyster Women | grassroots | Grellin
Sattevane Small Boats Association | business | Sattevane
Port Ellomar Tide Watch | grassroots | Port Ellomar
Tidewick Estuary Laboratory | academic | Tidewick
Mirrow Clean Harbour Campaign | ngo | Port Ellomar
Grellin Saltmarsh School | grassroots | Grellin
Sattevane Fish Market Traders | business | Sattevane
Lamplight Cove Divers, Tidewick | grassroots | Tidewick
Ellomar Reef Rangers | ngo | Port Ellomar
"""

_DELTA_SAFETY = """
Blue Door Lissamar | ngo | Lissamar
Pellowick Women's Night Walk | grassroots | Pellowick
Quannet Sisters' Refuge | ngo | Quannet
Dunmarrow Girls' Ring | grassroots | Dunmarrow
Orvenne Violence Response Line | ngo | Lissamar | OVRL
Lissamar Men for Peace at Home | grassroots | Lissamar
"""

# Coalition: where it is, what it is about (most of all the first), who belongs to it.
COALITIONS: dict[str, tuple[str, tuple[str, ...], str]] = {
    "delta-water": ("Orvenne Delta", ("water-drinking", "water-sanitation", "water-rivers"), _DELTA_WATER),
    "coast-migrants": (
        "Mirrow Coast", ("migrants-arrival", "migrants-papers", "migrants-families", "migrants-wages"),
        _COAST_MIGRANTS,
    ),
    "highland-land": ("Kharvel Highlands", ("land-grazing", "land-titles"), _HIGHLAND_LAND),
    "plains-women": (
        "Sundral Plains", ("women-inheritance", "women-safety", "women-work"), _PLAINS_WOMEN,
    ),
    "capital-digital": (
        "Greater Caldermane", ("digital-privacy", "digital-safety", "digital-access"), _CAPITAL_DIGITAL,
    ),
    "capital-workers": ("Greater Caldermane", ("migrants-wages", "women-work"), _CAPITAL_WORKERS),
    "forest-land": ("Yarrowen Forest", ("land-forest",), _FOREST_LAND),
    "coast-fishers": ("Mirrow Coast", ("water-rivers",), _COAST_FISHERS),
    "delta-safety": ("Orvenne Delta", ("women-safety",), _DELTA_SAFETY),
}  # fmt: skip
