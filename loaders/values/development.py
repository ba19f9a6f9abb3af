"""Codes of development aid in plain words: sectors and regions of the OECD's Development Assistance Committee."""

from collections.abc import Mapping

__all__ = ["REGIONS", "SECTORS", "sector_name"]

SECTORS: Mapping[str, str] = {
    "111": "Education", "112": "Basic education", "113": "Secondary education", "114": "Post-secondary education",
    "121": "Health", "122": "Basic health", "123": "Non-communicable diseases", "130": "Reproductive health",
    "140": "Water and sanitation", "151": "Government and civil society", "152": "Conflict, peace and security",
    "160": "Other social services", "210": "Transport and storage", "220": "Communications", "231": "Energy policy",
    "232": "Renewable energy", "233": "Non-renewable energy", "234": "Hybrid energy plants",
    "235": "Nuclear energy plants", "236": "Energy distribution", "240": "Banking and financial services",
    "250": "Business and other services", "311": "Agriculture", "312": "Forestry", "313": "Fishing",
    "321": "Industry", "322": "Mineral resources and mining", "323": "Construction", "331": "Trade policy",
    "332": "Tourism", "410": "Environment protection", "430": "Other multisector", "510": "Budget support",
    "520": "Food assistance", "530": "Other commodity assistance", "600": "Debt relief",
    "720": "Emergency response", "730": "Reconstruction and rehabilitation",
    "740": "Disaster prevention and preparedness", "910": "Administrative costs of donors",
    "930": "Refugees in donor countries", "998": "Unspecified sector",
}  # fmt: skip
"""The categories of three digits, named shortly; a sector of five digits lies below its first three."""

REGIONS: Mapping[str, str] = {
    "88": "States of the former Yugoslavia", "89": "Europe", "189": "North of the Sahara",
    "289": "South of the Sahara", "298": "Africa", "380": "Caribbean", "389": "Caribbean and Central America",
    "489": "South America", "498": "America", "589": "Middle East", "619": "Central Asia", "679": "South Asia",
    "689": "South and Central Asia", "789": "Far East Asia", "798": "Asia", "889": "Oceania",
    "998": "Developing countries, unspecified",
}  # fmt: skip


def sector_name(code: str) -> str:
    """Return a sector in words; one of five digits by its category and number, for the list of those is long.

    Examples
    --------
    >>> sector_name("140"), sector_name("14030"), sector_name("A1")
    ('Water and sanitation', 'Water and sanitation (14030)', 'A1')
    """
    category = SECTORS.get(code[:3], "")
    if code in SECTORS:
        return category
    return f"{category} ({code})" if category and code.isdigit() and len(code) == 5 else code
