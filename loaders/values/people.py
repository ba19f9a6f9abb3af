"""E-mail addresses and phone numbers inside a text, and columns that hold nothing else."""

import re
from collections import Counter

from loaders.values.plain import normal_header

__all__ = ["EMAIL", "PHONE", "is_personal_header", "without_contacts"]

EMAIL, PHONE = "e-mail address", "phone number"
_EMAIL = re.compile(r"(?<![\w.+%'-])[\w.+%'-]{1,64}@(?:[\w-]{1,63}\.){1,8}[^\W\d_]{2,24}(?![\w@])")
_SPELLED_EMAIL = re.compile(
    r"(?<![\w.+-])[\w.+-]{1,64}\s?[\[(]\s?at\s?[\])]\s?[\w-]{1,63}(?:\s?(?:\.|[\[(]\s?dot\s?[\])])\s?[\w-]{1,63}){1,4}",
    re.IGNORECASE,
)
# What may stand around the digits of a number that is no part of an id, an address or a decimal.
_BEFORE, _AFTER = r"(?<![\w.,/=:#-])(?<!\d )", r"(?![\w-]|[.,/:]\w)"
_NUMBERED = r"(?:\s?(?:no|number|nr|n°|#))?\s?[.:]{0,2}\s?(\+?\(?\d(?:[ ()./-]{0,2}\d){%s})(?![\w]|[.,]\d)"
_SAID = (
    re.compile(
        r"\b(?:tel|tél|telephone|téléphone|telefono|teléfono|phone|fax|whatsapp)" + _NUMBERED % "5,16", re.IGNORECASE
    ),
    # Words that also stand before years and counts: only a long number is one of a phone.
    re.compile(r"\b(?:mobile|móvil|portable|cell|celular|call|hotline)" + _NUMBERED % "8,13", re.IGNORECASE),
)
_WRITTEN = tuple(
    re.compile(_BEFORE + shape + _AFTER)
    for shape in (
        r"\+(?:\(\d{1,3}\)|\d{1,3})(?:[ ./-]?(?:\(\d{1,5}\)|\d{1,5})){2,7}",  # +44 20 7946 0958, +251911234567
        r"00[1-9]\d{0,2}[ -](?:\(\d{1,4}\)|\d{1,4})(?:[ -]?\d{2,5}){1,5}",  # 00 44 is written 0044 20 ...
        r"\(0\d{1,4}\)[ -]?\d{3,4}[ -]?\d{3,4}",  # (020) 7946 0958
        r"0[1-9]\d{1,3} \d{3,4} \d{3,4}",  # 020 7946 0958
        r"0[1-9]\d{3} \d{6}",  # 07700 900123
        r"0[1-9](?:[ .-]\d{2}){4}",  # 01 23 45 67 89
        r"\(\d{3}\) ?\d{3}[ -]\d{4}",  # (555) 010-4477
        r"\d{3}([-.])\d{3}\1\d{4}",  # 555-010-4477
    )
)
_AMOUNT = re.compile(r"\+\d{1,3}([ .])\d{3}(?:\1\d{3}){1,2}(?<=000)|\+\d{1,3}([ .])\d{3}\2\d{3}")
_MAY_HOLD = re.compile(r"@|\bat\b|\d(?:\W{0,3}\d){5}", re.IGNORECASE)
_FEWEST, _MOST = 9, 15
_PERSONAL = {
    normal_header(header)
    for header in (
        "email", "e-mail", "mail", "email address", "e-mail address", "phone", "phone number", "telephone", "tel",
        "telephone number", "mobile", "mobile number", "mobile phone", "cell", "cell phone", "fax", "fax number",
        "whatsapp", "contact name", "contact person", "focal point", "focal person", "first name", "last name",
        "surname", "given name", "family name", "correo", "correo electrónico", "teléfono", "móvil", "celular",
        "persona de contacto", "nombre de contacto", "punto focal", "courriel", "adresse e-mail", "téléphone",
        "personne de contact", "nom du contact", "point focal",
    )
}  # fmt: skip
_ENDINGS = (" email", " e mail", " email address", " phone", " phone number", " telephone", " contact name")


def is_personal_header(header: str) -> bool:
    """Whether a column holds nothing but how to reach a person, or who that is.

    Examples
    --------
    >>> is_personal_header("Contact E-mail"), is_personal_header("Téléphone"), is_personal_header("Mobile clinics")
    (True, True, False)
    """
    plain = normal_header(header)
    return plain in _PERSONAL or plain.endswith(_ENDINGS)


def without_contacts(text: str) -> tuple[str, Counter[str]]:
    """Return a text with each e-mail address and phone number as ``[...]``, and how many of each there were.

    A phone number is one that a word like "tel" announces, or one written as such: with a plus or 00 and at least
    two groups, with an area code in brackets, in groups after a leading zero, or as 555-010-4477. Dates, amounts,
    ids, codes and plain numbers are none.

    Parameters
    ----------
    text : str
        What a cell holds.

    Returns
    -------
    str
        Empty where nothing else stood there.
    Counter of str
        ``EMAIL`` and ``PHONE`` with how many were left out.

    Examples
    --------
    >>> without_contacts("Ask a.example@fund.example or call 020 7946 0958.")[0]
    'Ask [...] or call [...].'
    >>> without_contacts("GB-CHC-1234567, 2022-01-31, 01/02/2022, 120 000 000 EUR")[0]
    'GB-CHC-1234567, 2022-01-31, 01/02/2022, 120 000 000 EUR'
    """
    counts: Counter[str] = Counter()
    if not _MAY_HOLD.search(text):
        return text, counts
    for shape in (_EMAIL, _SPELLED_EMAIL):
        text, times = shape.subn("[...]", text)
        counts[EMAIL] += times
    for shape in _SAID:
        text, times = shape.subn(lambda said: said[0].replace(said[1], "[...]"), text)
        counts[PHONE] += times
    for shape in _WRITTEN:
        text = shape.sub(lambda written: _left_out(written, counts), text)
    if counts.total() and not re.search(r"[^\W_]", text):
        text = ""
    return text, +counts


def _left_out(written: "re.Match[str]", counts: Counter[str]) -> str:
    digits = sum(c.isdigit() for c in written[0])
    if not _FEWEST <= digits <= _MOST or _AMOUNT.fullmatch(written[0]):
        return written[0]
    counts[PHONE] += 1
    return "[...]"
