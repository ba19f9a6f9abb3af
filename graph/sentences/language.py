"""The translator that every sentence is handed: `gettext` of the standard library, or anything like it."""

from gettext import NullTranslations
from typing import Protocol

__all__ = ["ENGLISH", "Language"]


class Language(Protocol):
    """What turns an English message into another language, such as `gettext.GNUTranslations`.

    Messages have named places, ``"{cause} in {place}"``, so that a translation may put them in another order.
    """

    def gettext(self, message: str, /) -> str:
        """Return the message in this language; itself where there is no translation."""

    def ngettext(self, singular: str, plural: str, number: int, /) -> str:
        """Return the form of the message that goes with `number`."""


ENGLISH: Language = NullTranslations()
"""English: every message stays as it is."""
