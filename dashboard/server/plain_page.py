"""A page of its own, without scripts: what stands around its body, and the fonts of the dashboard."""

__all__ = ["plain_page"]

_PAGE = """<!DOCTYPE html>
<html lang="en" dir="ltr">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="icon" href="data:,">
<link rel="stylesheet" href="assets/fonts.css">
<title>{title}</title>
<style>{style}</style>
</head>
<body>
{body}
</body>
</html>
"""


def plain_page(title: str, style: str, body: str) -> str:
    """Return the page; title and body are markup, in which texts are escaped.

    Examples
    --------
    >>> "<title>Map</title>" in plain_page("Map", "", "<p>Words</p>")
    True
    """
    return _PAGE.format(title=title, style=style, body=body)
