"""CONTRIBUTING maps the rooms as the contracts have them, layer by layer."""

import re
import tomllib

import pytest

from tests.recipes.house import CHECKOUT

CONTRACTS = tomllib.loads((CHECKOUT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"][
    "contracts"
]
LAYERS = {contract["containers"][0]: contract["layers"] for contract in CONTRACTS if "containers" in contract}


@pytest.mark.parametrize("package", LAYERS)
def test_the_map_has_every_room_in_its_layer(package: str) -> None:
    text = (CHECKOUT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    section = text.split(f"### `{package}/`")[1].split("\n### ")[0].split("\n## ")[0]
    mapped = [re.findall(r"`(\w+)`", line.split("|")[1]) for line in section.splitlines() if line.startswith("| `")]
    assert mapped == [[room.strip() for room in layer.split("|")] for layer in LAYERS[package]]
