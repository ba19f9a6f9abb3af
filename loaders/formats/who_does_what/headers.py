"""The one table of known headers, in English, Spanish and French, and what HXL tags mean.

A role is what a column holds: ``funder``, ``programme``, ``implementer`` and ``organization`` (a column that does
not say which), each also with ``_acronym`` and ``_type``; ``cause``, ``subcause``, ``activity``; ``status``;
``reported``, ``start``, ``end``; ``reached``; ``adm0`` (country) to ``adm3``, each also with ``_code``; and ``code``,
the code of the deepest place named in the row.
"""

import re
from collections.abc import Mapping

from loaders.values.plain import normal_header

__all__ = ["KNOWN_HEADERS", "NAMED", "header_role", "is_tag", "tag_role", "untagged_tag"]

NAMED = ("funder", "programme", "implementer", "organization")

KNOWN_HEADERS: Mapping[str, tuple[str, ...]] = {
    "funder": (
        "donor", "donors", "donor name", "funder", "funding organization", "funding organisation", "funding agency",
        "donante", "donantes", "organización donante", "organización financiadora", "financiador",
        "bailleur", "bailleurs", "bailleur de fonds", "bailleurs de fonds", "donateur", "organisation donatrice",
    ),
    "funder_acronym": ("donor acronym", "acrónimo del donante", "acronyme du bailleur"),
    "programme": (
        "programme organization", "programme organisation", "program organization", "programming organization",
        "programming organisation", "programming agency", "lead organization", "lead organisation", "lead agency",
        "lead partner", "appealing organization", "appealing agency", "reporting organization",
        "reporting organisation", "reporting agency", "organización líder", "organización principal",
        "organización que reporta", "organización de programa", "organisation chef de file", "organisation principale",
        "organisation responsable", "chef de file",
    ),
    "programme_acronym": (
        "programme organization acronym", "programme organisation acronym", "lead organization acronym",
        "acrónimo de la organización líder", "acronyme organisation principale",
    ),
    "programme_type": (
        "programme organization type", "programme organisation type", "program org type", "lead organization type",
        "tipo de organización líder", "type organisation principale",
    ),
    "implementer": (
        "implementing agency name", "implementing agency", "implementing organization", "implementing organisation",
        "implementing partner", "implementing partners", "implementing partner name", "implementer",
        "organización implementadora", "organización ejecutora", "socio implementador", "socio ejecutor", "ejecutor",
        "partenaire de mise en œuvre", "partenaire de mise en oeuvre", "organisation de mise en œuvre",
        "organisation de mise en oeuvre", "agence de mise en œuvre", "partenaire d'exécution",
        "partenaire de réalisation", "organisation d'exécution",
    ),
    "implementer_acronym": (
        "implementing agency acronym", "implementing partner acronym", "implementing organization acronym",
        "implementing organisation acronym", "acrónimo de la organización implementadora",
        "acronyme partenaire de mise en œuvre",
    ),
    "implementer_type": (
        "implementing agencytype", "implementing agency type", "implementing partner type",
        "implementing organization type", "implementing organisation type", "tipo de organización implementadora",
        "type de partenaire de mise en œuvre", "type partenaire de mise en œuvre",
    ),
    "organization": (
        "organization", "organisation", "organization name", "organisation name", "org", "org name", "organizations",
        "organisations", "agency", "agency name", "partner", "partner name", "partners", "partner organization",
        "ngo", "organización", "organizaciones", "nombre de la organización", "agencia", "socio", "entidad",
        "nom de l'organisation", "agence", "partenaire", "partenaires", "ong", "structure", "intervenant",
    ),
    "organization_acronym": (
        "acronym", "org acronym", "organization acronym", "organisation acronym", "partner acronym", "sigla", "siglas",
        "acrónimo", "acronyme", "sigle",
    ),
    "organization_type": (
        "org type", "organization type", "organisation type", "type of organization", "type of organisation",
        "partner type", "agency type", "tipo de organización", "tipo de socio", "type d'organisation",
        "type organisation", "type de partenaire",
    ),
    "cause": (
        "sector", "cluster", "sector cluster", "cluster sector", "cluster name", "sector name", "sector short name",
        "sectors", "clusters", "theme", "thematic area", "issue", "cause", "sector o cluster", "clúster",
        "sector clúster", "tema", "área temática", "secteur", "secteur cluster", "cluster secteur", "secteurs",
        "thème", "domaine d'intervention",
    ),
    "subcause": ("subsector", "sub sector", "sub cluster", "subcluster", "sous secteur", "sous cluster"),
    "activity": (
        "activity", "activities", "activity type", "type of activity", "activity name", "actividad", "actividades",
        "tipo de actividad", "activité", "activités", "type d'activité",
    ),
    "status": (
        "status", "project status", "activity status", "estado", "estado del proyecto", "estado de la actividad",
        "estatus", "statut", "statut du projet", "statut de l'activité", "état",
    ),
    "reported": (
        "as of", "date reported", "reporting date", "report date", "date of report", "reporting month", "month", "date",
        "reporting period", "fecha de reporte", "fecha del reporte", "fecha de informe", "fecha", "mes", "cuándo",
        "mes de reporte", "date de rapport", "date du rapport", "mois", "mois de rapportage", "quand", "when",
    ),
    "start": (
        "start date", "start", "date start", "project start date", "activity start date", "begin date",
        "fecha de inicio",
        "inicio", "date de début", "date début", "début",
    ),
    "end": (
        "end date", "end", "date end", "project end date", "activity end date", "completion date",
        "fecha de finalización", "fecha de fin", "fecha final", "fin", "date de fin", "date fin",
    ),
    "reached": (
        "people reached", "persons reached", "individuals reached", "beneficiaries reached", "reached",
        "total reached", "number of people reached", "beneficiaries", "number of beneficiaries", "personas alcanzadas",
        "personas atendidas", "beneficiarios", "beneficiarios alcanzados", "personnes atteintes", "bénéficiaires",
        "bénéficiaires atteints", "personnes touchées",
    ),
    "adm0": ("country", "country name", "admin 0", "adm 0", "adm0", "admin0 name", "país", "pays"),
    "adm0_code": ("country code", "iso3", "admin0 pcode", "código de país", "code pays"),
    "adm1": (
        "region", "region name", "admin 1", "adm1", "admin1", "admin1 name", "admin 1 name", "adm1 name", "province",
        "state", "governorate", "county", "province state", "región", "departamento", "provincia",
        "departamento provincia estado", "departamento provincia", "gobernación", "région", "gouvernorat",
    ),
    "adm1_code": (
        "pcode1", "admin1 pcode", "adm1 pcode", "admin 1 pcode", "region pcode", "region code", "province pcode",
        "código de departamento", "code région",
    ),
    "adm2": (
        "zone", "zone name", "admin 2", "adm2", "admin2", "admin2 name", "admin 2 name", "adm2 name", "district",
        "mantika", "municipality", "municipio", "distrito", "cantón", "préfecture", "département", "cercle",
    ),
    "adm2_code": (
        "pcode2", "admin2 pcode", "adm2 pcode", "admin 2 pcode", "zone pcode", "district pcode", "district code",
        "código de municipio", "code district", "code département",
    ),
    "adm3": (
        "woreda", "woreda name", "admin 3", "adm3", "admin3", "admin3 name", "admin 3 name", "adm3 name",
        "sub district", "subdistrict", "sub county", "parroquia", "corregimiento", "commune", "sous préfecture",
    ),
    "adm3_code": (
        "pcode3", "admin3 pcode", "adm3 pcode", "admin 3 pcode", "hno woreda pcode", "woreda pcode", "woreda code",
        "code commune",
    ),
    "code": ("pcode", "p code", "p codes", "place code", "region id", "location code", "código de lugar", "code lieu"),
}  # fmt: skip

_TAG = re.compile(r"#([a-z][a-z0-9_]*)((?:\s*\+\s*[a-z0-9_]+)*)\s*!?", re.IGNORECASE)
_BARE_TAG = re.compile(r"([a-z][a-z0-9]*)((?:\+[a-z0-9_]+)*)")
_CORE_TAGS = frozenset(
    {
        "access", "activity", "adm1", "adm2", "adm3", "adm4", "adm5", "affected", "beneficiary", "capacity", "cause",
        "contact", "country", "crisis", "currency", "date", "delivery", "description", "event", "geo", "group",
        "impact", "indicator", "inneed", "item", "loc", "meta", "modality", "need", "operations", "org", "output",
        "population", "reached", "region", "respondee", "sector", "service", "severity", "status", "subsector",
        "targeted", "value",
    }
)  # fmt: skip
_ORGANIZATION_ATTRIBUTES = (
    ("funder", {"funder", "funding", "donor"}),
    ("programme", {"prog", "programme", "program", "programming", "lead", "reporting", "appealing"}),
    ("implementer", {"impl", "implementer", "implementing", "partner"}),
)
_CODES = {"code", "pcode", "pcodes", "v_pcode", "v_pcodes", "id", "iso2", "iso3", "v_iso2", "v_iso3"}


_ROLE_OF = {normal_header(header): role for role, headers in KNOWN_HEADERS.items() for header in headers}


def header_role(text: str) -> str:
    """Return the role that a header names; empty if it is not known.

    Examples
    --------
    >>> header_role("Organización implementadora"), header_role("Bailleur de fonds"), header_role("Notes")
    ('implementer', 'funder', '')
    """
    return _ROLE_OF.get(normal_header(text), "")


def is_tag(text: str) -> bool:
    r"""Whether a cell is an HXL tag; inner spaces, a trailing tab and upper case are tolerated.

    Examples
    --------
    >>> is_tag("#adm2 +name\t"), is_tag("# of people"), is_tag("#1 priority")
    (True, False, False)
    """
    return bool(_TAG.fullmatch(text.strip()))


def untagged_tag(text: str) -> bool:
    """Whether a cell is a tag that lacks its ``#``: a word of the HXL core schema, attributes allowed.

    Examples
    --------
    >>> untagged_tag("sector+es"), untagged_tag("adm1"), untagged_tag("Woreda")
    (True, True, False)
    """
    match = _BARE_TAG.fullmatch(text.strip())
    return bool(match) and match is not None and match[1] in _CORE_TAGS


def tag_role(text: str) -> str:
    """Return the role that an HXL tag (with or without its ``#``) names; empty if we do not use it.

    Examples
    --------
    >>> tag_role("#org+impl+acronym"), tag_role("#adm2 +code +v_pcodes"), tag_role("#date+reported")
    ('implementer_acronym', 'adm2_code', 'reported')
    """
    match = _TAG.fullmatch("#" + text.strip().removeprefix("#"))
    if match is None:
        return ""
    stem = match[1].casefold()
    attributes = {a.strip().casefold() for a in match[2].split("+")} - {""}
    coded = bool(attributes & _CODES)
    level = "adm0" if stem == "country" else stem
    if stem == "org":
        role = _organization_role(attributes, coded=coded)
    elif level in {"adm0", "adm1", "adm2", "adm3"}:
        role = f"{level}_code" if coded else level
    elif stem == "date":
        role = _date_role(attributes)
    elif stem in {"reached", "beneficiary"}:
        role = "reached" if not attributes or attributes & {"total", "all", "ind"} else ""
    elif stem == "sector":
        role = "" if coded and not attributes & {"cluster", "name"} else "cause"
    else:
        role = {"subsector": "subcause", "activity": "activity", "status": "status"}.get(stem, "")
    return role


def _organization_role(attributes: set[str], *, coded: bool) -> str:
    role = next((role for role, words in _ORGANIZATION_ATTRIBUTES if attributes & words), "organization")
    if "type" in attributes:
        return f"{role}_type"
    if "acronym" in attributes:
        return f"{role}_acronym"
    return "" if coded else role


def _date_role(attributes: set[str]) -> str:
    for role in ("start", "end", "reported"):
        if role in attributes:
            return role
    return "" if attributes & {"year", "updated", "approved", "published"} else "reported"
