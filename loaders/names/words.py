"""Names as words: what is left of a name when spelling, order and general words no longer count."""

import re
import unicodedata
from functools import cache

__all__ = ["abbreviates", "core_name", "initials", "is_acronym", "is_paragraph", "numbers", "own_words", "plain_name"]

_SMALL_WORDS = (
    "a an and at da das de del der des do dos du e el en et for fur in la las le les los of on pour pro the to und "
    "van von y zu"
)
SMALL_WORDS = frozenset(_SMALL_WORDS.split())
_ENDINGS = frozenset(("inc", "ltd", "llc", "plc", "ev", "asbl", "onlus", "bv", "gmbh", "sarl", "stichting"))
_SHORT_FOR = {"un": "united nations", "gov": "government", "govt": "government", "gvt": "government"}
_GENERAL_WORDS = (
    "international internacional internationale intl int worldwide global foundation fondation fundacion organization "
    "organisation organizacion org association asociacion society ngo ong trust group network"
)
_GENERAL = frozenset(_GENERAL_WORDS.split())
_BRITISH = (
    (re.compile(r"isation(s?)\b"), r"ization\1"),
    (re.compile(r"\bprogramme(s?)\b"), r"program\1"),
    (re.compile(r"\bcentre(s?)\b"), r"center\1"),
    (re.compile(r"\bdefence\b"), "defense"),
    (re.compile(r"\blabour\b"), "labor"),
)
_NOT_WORDS = re.compile(r"[^\w]+|_")
_APOSTROPHES = re.compile("['`\u2018\u2019\u02bc]")
_LETTERS = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "œ": "oe", "æ": "ae", "\u0131": "i"})
_ROMAN = frozenset({"ii", "iii", "iv", "vi", "vii", "viii", "ix"})
_WORD = re.compile(r"[^\W\d_]+(?:['\u2019][^\W\d_]+)*")
_LONGEST_NAME, _MOST_WORDS = 150, 20
_SHORTEST_ACRONYM, _LONGEST_ACRONYM = 2, 10


@cache
def plain_name(text: str) -> str:
    r"""Return a name without case, accents, punctuation, and what British and American spelling tell apart.

    Examples
    --------
    >>> plain_name("M\u00e9decins du Monde") == plain_name("Medecins  du monde")
    True
    >>> plain_name("Women's Relief & Aid Organisation")
    'womens relief and aid organization'
    """
    folded = unicodedata.normalize("NFKD", text.casefold().translate(_LETTERS))
    letters = "".join(c for c in folded if not unicodedata.combining(c) and unicodedata.category(c) != "Cf")
    joined = _APOSTROPHES.sub("", letters).replace("&", " and ").replace("+", " and ")
    plain = " ".join(_NOT_WORDS.sub(" ", joined).split())
    for british, american in _BRITISH:
        plain = british.sub(american, plain)
    return plain


@cache
def core_name(text: str) -> str:
    """Return the words of a name in alphabetical order, written out, without small words and forms of companies.

    Examples
    --------
    >>> core_name("Croix-Rouge de Haute-Rive"), core_name("UN Office Ltd.")
    ('croix haute rive rouge', 'nations office united')
    """
    words = [whole for word in plain_name(text).split() for whole in _SHORT_FOR.get(word, word).split()]
    core_words = [word for word in words if word not in SMALL_WORDS and word not in _ENDINGS]
    return " ".join(sorted(core_words or words))


@cache
def own_words(text: str) -> str:
    """Return `core_name` without words that any organization may carry; empty if nothing else is left.

    Examples
    --------
    >>> own_words("Living Water International"), own_words("International Foundation")
    ('living water', '')
    """
    return " ".join(word for word in core_name(text).split() if word not in _GENERAL)


@cache
def numbers(text: str) -> frozenset[str]:
    """Return the numbers in a name, Roman ones included: what differs by number is not one.

    Examples
    --------
    >>> sorted(numbers("Fund II, 2021"))
    ['2021', 'ii']
    """
    return frozenset(w for w in plain_name(text).split() if w in _ROMAN or any(c.isdigit() for c in w))


@cache
def is_acronym(text: str) -> bool:
    """Whether a name is one word of mostly capital letters.

    Examples
    --------
    >>> [is_acronym(text) for text in ("UNHCR", "EMwA", "Oxfam", "ACT Alliance", "A")]
    [True, True, False, False, False]
    """
    letters = [c for c in text if c.isalpha()]
    right_length = _SHORTEST_ACRONYM <= len(letters) <= _LONGEST_ACRONYM
    return " " not in text.strip() and right_length and 2 * sum(c.isupper() for c in letters) > len(letters)


@cache
def initials(text: str) -> frozenset[str]:
    """Return what a name of several words can be shortened to: its initials with and without small words.

    Examples
    --------
    >>> sorted(initials("Bureau of Women and Children")), sorted(initials("Oxfam"))
    (['bowac', 'bwc'], [])
    """
    words = [plain_name(word) for word in _WORD.findall(text)]
    words = [word for word in words if word]
    large = [word for word in words if word not in SMALL_WORDS]
    if len(large) < _SHORTEST_ACRONYM:
        return frozenset()
    return frozenset("".join(word[0] for word in each) for each in (words, large))


def abbreviates(short: str, name: str) -> bool:
    """Whether `short` is an acronym made of the initials of `name`.

    Examples
    --------
    >>> abbreviates("NRC", "Norwegian Refugee Council"), abbreviates("Honduras", "Caritas")
    (True, False)
    """
    letters = "".join(c for c in plain_name(short) if c.isalpha())
    return is_acronym(short) and letters in initials(name)


def is_paragraph(text: str) -> bool:
    """Whether a text is longer than any name: somebody described the organization where its name belongs.

    Examples
    --------
    >>> is_paragraph("World Health Organization"), is_paragraph("It was founded in 1992. " * 9)
    (False, True)
    """
    return len(text) > _LONGEST_NAME or len(text.split()) > _MOST_WORDS
