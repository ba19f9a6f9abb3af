"""Pin the images that files name by digest: ``make digests``.

``FROM python:3.13-slim`` becomes ``FROM python:3.13-slim@sha256:...``, and ``image:`` lines likewise. A digest that
stands there already is replaced by the one that the registry gives today. It asks the registry through Docker.
"""

import json
import re
import subprocess
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path

__all__ = ["digest_in", "images_in", "pinned"]

_IMAGE = re.compile(r"^(\s*image:\s*|FROM\s+)([\w./-]+:[\w.-]+)(@sha256:[0-9a-f]{64})?(?=\s|$)", re.MULTILINE)
_DIGEST = re.compile(r"sha256:[0-9a-f]{64}")


def images_in(text: str) -> list[str]:
    r"""Return the images with a tag that a Dockerfile or a compose file names, each once.

    Examples
    --------
    >>> images_in("FROM python:3.13-slim AS build\nFROM build\n  image: neo4j:5.26-community\n")
    ['python:3.13-slim', 'neo4j:5.26-community']
    """
    return list(dict.fromkeys(match[2] for match in _IMAGE.finditer(text)))


def digest_in(manifest: str) -> str:
    """Return the digest in what ``docker buildx imagetools inspect --format '{{json .Manifest}}'`` prints.

    Raises
    ------
    ValueError
        If it holds none.
    """
    try:
        content = json.loads(manifest)
    except json.JSONDecodeError as error:
        msg = f"found no JSON ({error}). Run 'docker buildx imagetools inspect IMAGE' to see what it says."
        raise ValueError(msg) from error
    digest = content.get("digest", "") if isinstance(content, dict) else ""
    if not isinstance(digest, str) or not _DIGEST.fullmatch(digest):
        msg = f"found the digest {digest!r}, allowed sha256: and 64 digits of 0 to 9 and a to f."
        raise ValueError(msg)
    return digest


def pinned(text: str, digests: Mapping[str, str]) -> str:
    """Return the text of a file with each image at its digest; an image without one stays as it is."""

    def at_digest(match: re.Match[str]) -> str:
        digest = digests.get(match[2])
        return f"{match[1]}{match[2]}@{digest}" if digest else match[0]

    return _IMAGE.sub(at_digest, text)


def _asked(image: str) -> str:
    command = ["docker", "buildx", "imagetools", "inspect", image, "--format", "{{json .Manifest}}"]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def _main(paths: Iterable[Path]) -> None:
    texts = {path: path.read_text(encoding="utf-8") for path in paths}
    digests = {image: digest_in(_asked(image)) for text in texts.values() for image in images_in(text)}
    for path, text in texts.items():
        path.write_text(pinned(text, digests), encoding="utf-8")
    for image, digest in digests.items():
        print(f"{image}@{digest}")


if __name__ == "__main__":
    _main(map(Path, sys.argv[1:]))
