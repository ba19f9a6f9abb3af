"""The elements of a picture as text."""

import re
from html import escape

__all__ = ["FONT", "clean", "number", "tag", "written"]

FONT = "Arial, 'Liberation Sans', Helvetica, sans-serif"
"""Of pictures: the first two have the widths that `dashboard.taking_out.drawing.widths` reckons with."""

# XML 1.0 has no place for these.
_NO_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def clean(words: str) -> str:
    r"""Return a text without the marks that no XML file may hold.

    Examples
    --------
    >>> clean("a\x00b")
    'ab'
    """
    return _NO_XML.sub("", words)


def number(value: float) -> str:
    """Return a length with one decimal at most.

    Examples
    --------
    >>> number(2.0), number(2.25)
    ('2', '2.2')
    """
    return f"{round(float(value), 1):g}" if abs(value) < 1e5 else str(round(value))


def tag(name: str, content: str = "", /, **attributes: object) -> str:
    """Return an element; `content` is markup, the values of attributes are escaped.

    Examples
    --------
    >>> tag("rect", width=2.0, stroke_width=1, fill='"')
    '<rect width="2" stroke-width="1" fill="&quot;"/>'
    """
    described = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{_attribute(value)}"' for key, value in attributes.items()
    )
    return f"<{name}{described}>{content}</{name}>" if content else f"<{name}{described}/>"


def _attribute(value: object) -> str:
    return number(value) if isinstance(value, int | float) else escape(clean(str(value)))


def written(words: str, left: float, baseline: float, **attributes: object) -> str:
    """Return a line of text; what it says is escaped.

    Examples
    --------
    >>> written("<b>", 1, 2)
    '<text x="1" y="2">&lt;b&gt;</text>'
    """
    return tag("text", escape(clean(words), quote=False) or " ", x=left, y=baseline, **attributes)
