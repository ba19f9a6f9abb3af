"""The translator that every sentence is handed: `gettext` of the standard library, or anything like it."""

from gettext import NullTranslations
from typing import Protocol

__all__ = ["ENGLISH", "Language", "gettext_noop", "ngettext_noop"]


class Language(Protocol):
    """What turns an English message into another language, such as `gettext.GNUTranslations`.

    Messages have named places, ``"{cause} in {place}"``, so that a translation may put them in another order.
    """

    def gettext(self, message: str, /) -> str:
        """Return the message in this language; itself where there is no translation."""

    def ngettext(self, singular: str, plural: str, number: int, /) -> str:
        """Return the form of the message that goes with `number`."""

    def info(self) -> dict[str, str]:
        """Return the header of the catalogue; its ``language`` decides how numbers and dates are written."""


ENGLISH: Language = NullTranslations()
"""English: every message stays as it is."""


def gettext_noop(message: str) -> str:
    """Return the message as it is: the mark puts it into the template of the catalogue, and it is translated later.

    Examples
    --------
    >>> gettext_noop("warm")
    'warm'
    """
    return message


def ngettext_noop(one: str, plural: str) -> tuple[str, str]:
    """Return both forms of a message that goes with a number: marked as by `gettext_noop`.

    Examples
    --------
    >>> ngettext_noop("{number} place", "{number} places")
    ('{number} place', '{number} places')
    """
    return one, plural
