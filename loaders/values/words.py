"""Words of spreadsheets that stand for the words of the data model, in English, Spanish and French."""

from collections.abc import Mapping

from graph.schema import LONGEST_NAME
from loaders.values.plain import normal_header

__all__ = [
    "BLANKS",
    "NATIONWIDE_WORDS",
    "NOBODY",
    "is_blank",
    "is_nationwide",
    "is_placeholder",
    "organization_kind",
]

# The first kind with a word in the type of organization is its kind.
_KIND_WORDS: Mapping[str, tuple[str, ...]] = {
    "other": ("un agency", "united nations", "naciones unidas", "nations unies", "agence onu", "red cross", "cruz roja",
              "croix rouge", "international organization", "international organisation",
              "organización internacional", "organisation internationale"),
    "coalition": ("consortium", "consorcio", "network", "red de", "réseau", "coalition", "coalición", "alliance"),
    "grassroots": ("community based", "cbo", "grassroots", "base comunitaria", "base communautaire", "local group",
                   "organización comunitaria", "organisation communautaire"),
    "ngo": ("ngo", "ong", "non governmental", "no gubernamental", "non gouvernementale", "national organization",
            "national organisation", "organización nacional", "civil society", "sociedad civil", "société civile"),
    "government": ("government", "goverment", "gobierno", "gouvernement", "ministry", "ministerio", "ministère",
                   "authority", "public institution", "institución pública", "institution publique"),
    "funder": ("donor", "donante", "bailleur", "foundation", "fundación", "fondation"),
    "academic": ("academic", "academia", "university", "universidad", "université", "research", "investigación"),
    "faith": ("faith", "church", "iglesia", "église", "religious", "religioso", "religieux"),
    "union": ("trade union", "sindicato", "syndicat"),
    "media": ("media", "medios", "médias"),
    "business": ("private", "privado", "privé", "business", "empresa", "entreprise", "company"),
}  # fmt: skip

# Words for a blank, in any column.
BLANKS = (
    "none", "nil", "not specified", "not applicable", "not available", "not known", "n/a", "na", "n a", "-",
    "blank", "empty", "unknown", "tbd", "tbc", "to be determined", "to be defined", "to be confirmed", "null",
    "nan", "ninguno", "ninguna",
    "no aplica", "n/d", "sin especificar", "no especificado", "no definido", "desconocido",
    "desconocida", "por definir", "aucun", "aucune", "non applicable", "non spécifié", "non précisé", "non défini",
    "inconnu", "inconnue", "à définir", "à déterminer",
)  # fmt: skip

# Words for nobody in particular, in a column of organizations.
NOBODY = (
    "0", "no", "no partner", "no partners", "not defined", "unnamed", "anonymous", "multiple", "multiple donors",
    "multiple donor", "multiple partners", "various", "various donors", "various partners", "several",
    "several donors", "other", "others", "other donors", "other partners", "other donor", "private",
    "private donors", "private donor", "confidential", "internal", "internal resources", "internal resource",
    "internal fund", "internal funds", "internal funding", "own fund", "own funds", "own resources", "self",
    "self funded", "sin socio", "sin socios", "otro", "otros", "otra", "varios", "varios donantes",
    "múltiples donantes", "privado", "confidencial", "fondos propios", "recursos propios", "anónimo",
    "sans partenaire", "autre", "autres", "divers", "divers bailleurs", "plusieurs bailleurs", "privé",
    "confidentiel", "fonds propres", "ressources propres", "anonyme",
)  # fmt: skip
_PLACEHOLDER_STARTS = ("unspecified ", "not specified ", "unknown ", "no especificad", "non specifie ")

NATIONWIDE_WORDS = (
    "nationwide", "national", "nation wide", "national level", "national coverage", "country wide", "countrywide",
    "country level", "whole country", "all country", "all regions", "all districts", "cobertura nacional",
    "nacional", "nivel nacional", "a nivel nacional", "todo el país", "couverture nationale", "niveau national",
    "au niveau national", "tout le pays", "ensemble du pays", "0",
)  # fmt: skip

_BLANK_FORMS, _NOBODY_FORMS, _NATIONWIDE_FORMS = (
    frozenset(map(normal_header, words)) for words in (BLANKS, NOBODY, NATIONWIDE_WORDS)
)
_KIND_OF = [(kind, [f" {normal_header(w)}" for w in words]) for kind, words in _KIND_WORDS.items()]


def organization_kind(text: str) -> str:
    """Return the kind that a type of organization names; empty if it is not known.

    Agencies of the United Nations, the Red Cross and Red Crescent movement and organizations of states are
    ``other``: the data model has no kind of their own for them.

    Examples
    --------
    >>> organization_kind("International NGO"), organization_kind("UN Agency"), organization_kind("Gobierno")
    ('ngo', 'other', 'government')
    """
    words = f" {normal_header(text)}"
    for kind, starts in _KIND_OF:
        if any(start in words for start in starts):
            return kind
    return "other" if words.strip() in {"other", "others", "otro", "otra", "autre", "laboratory"} else ""


def is_blank(text: str) -> bool:
    """Whether a cell is blank, or a word for it.

    Examples
    --------
    >>> is_blank(" - "), is_blank("No aplica"), is_blank("Other")
    (True, True, False)
    """
    plain = normal_header(text)
    return not plain or plain in _BLANK_FORMS


def is_placeholder(text: str) -> bool:
    """Whether a cell of a column of organizations names none, or none in particular; a text of pages is no name.

    Examples
    --------
    >>> [is_placeholder(text) for text in ("No partner", " - ", "Divers Bailleurs", "Privé", "Oxfam")]
    [True, True, True, True, False]
    """
    if len(text) > LONGEST_NAME:
        return True
    plain = normal_header(text)
    return is_blank(text) or plain in _NOBODY_FORMS or f"{plain} ".startswith(_PLACEHOLDER_STARTS)


def is_nationwide(name: str, code: str = "") -> bool:
    """Whether a place stands for the whole country: by its name, or by a code of letters and zeros.

    Examples
    --------
    >>> is_nationwide("Cobertura Nacional"), is_nationwide("", "HN00"), is_nationwide("Nacaome", "HN1709")
    (True, True, False)
    """
    letters = code.strip().rstrip("0")
    return normal_header(name) in _NATIONWIDE_FORMS or (letters.isalpha() and len(code.strip()) - len(letters) >= 2)
