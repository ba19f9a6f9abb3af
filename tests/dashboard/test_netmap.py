"""The component's Python side, and that its bundle is what its source says."""

import hashlib
import json
import os
import re
import shutil
import subprocess
from importlib import metadata
from pathlib import Path

import pytest
from dash.development.base_component import ComponentRegistry

import dashboard.netmap as package
from dashboard.colours import COLOURS
from dashboard.netmap import WORDS, NetworkMap
from graph.map.layout import HEIGHT, MARGIN, WIDTH

FOLDER = Path(package.__file__).parent
BUNDLE = FOLDER / "partner_netmap.min.js"


def source_md() -> str:
    return (FOLDER / "SOURCE.md").read_text(encoding="utf-8")


def test_the_component_carries_ids_and_never_the_network() -> None:
    component = NetworkMap(
        id="map",
        dataUrl="/api/network",
        colours=COLOURS["dark"],
        theme="dark",
        selected="a",
        broken=[("b", "c"), ["d"]],
    )
    sent = component.to_plotly_json()  # type: ignore[no-untyped-call]  # Dash ships it without types
    assert (sent["type"], sent["namespace"]) == ("NetworkMap", "partner_netmap")
    assert sent["props"]["broken"] == [["b", "c"], ["d"]]
    assert sent["props"]["highlighted"] is None
    assert set(sent["props"]) == set(component._prop_names)
    json.dumps(sent["props"])


def test_words_can_be_replaced_one_by_one() -> None:
    component = NetworkMap(id="map", dataUrl="/", colours=COLOURS["light"], words={"zoom_in": "Acercar"})
    assert vars(component)["words"] == {**WORDS, "zoom_in": "Acercar"}


def test_an_unknown_property_is_refused() -> None:
    with pytest.raises(TypeError, match="graph"):
        NetworkMap(id="map", dataUrl="/", colours=COLOURS["light"], graph={})  # type: ignore[call-arg]


def test_dash_serves_the_bundle() -> None:
    assert "dashboard.netmap" in ComponentRegistry.registry
    assert [FOLDER / script["relative_package_path"] for script in package._js_dist] == [BUNDLE]
    assert package.__version__ == metadata.version("partner-network-explorer")


def test_the_browser_and_the_layout_share_one_frame() -> None:
    source = (FOLDER / "source" / "frame.js").read_text(encoding="utf-8")
    numbers = dict(re.findall(r"export const (\w+) = (\d+);", source))
    assert {name: float(number) for name, number in numbers.items()} == {
        "WIDTH": WIDTH,
        "HEIGHT": HEIGHT,
        "MARGIN": MARGIN,
    }


def test_the_bundle_is_the_one_that_its_source_page_names() -> None:
    digest = hashlib.sha256(BUNDLE.read_bytes()).hexdigest()
    assert f"SHA-256: `{digest}`" in source_md()


def test_versions_and_licences_are_those_of_the_lock_file() -> None:
    locked = json.loads((FOLDER / "package-lock.json").read_text(encoding="utf-8"))["packages"]
    licences = (FOLDER / "LICENSES.txt").read_text(encoding="utf-8")
    named = dict(re.findall(r"^\| (\S+)(?: \(.*\))? \| (\d\S+) \|$", source_md(), flags=re.MULTILINE))
    assert {"sigma", "graphology", "@sigma/node-border", "events", "graphology-utils"} <= set(named)
    for name, version in named.items():
        entry = locked[f"node_modules/{name}"]
        assert entry["version"] == version
        assert entry["integrity"].startswith("sha512-")
        if name != "esbuild":
            assert entry["license"] == "MIT"
            assert f"{name} {version} (MIT)" in licences
    assert licences.count("Permission is hereby granted, free of charge") == len(named) - 1


def test_the_bundle_asks_for_nothing_from_outside_and_evaluates_nothing() -> None:
    bundle = BUNDLE.read_text(encoding="utf-8")
    # Names of XML vocabularies and documentation are no requests, but none of them belongs here either.
    assert re.findall(r"https?://(?!www\.w3\.org)[\w./-]+", bundle) == []
    assert not re.search(r"\beval\(|new Function\(|innerHTML|insertAdjacentHTML|document\.write", bundle)


@pytest.mark.skipif(os.environ.get("PARTNERS_REBUILD") != "1", reason="set PARTNERS_REBUILD=1 to rebuild with npm")
def test_rebuilding_gives_the_same_bytes(tmp_path: Path) -> None:
    npm = shutil.which("npm")
    assert npm, "install node and npm to rebuild the map"
    for name in ("package.json", "package-lock.json"):
        shutil.copy(FOLDER / name, tmp_path)
    shutil.copytree(FOLDER / "source", tmp_path / "source")
    subprocess.run([npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund"], cwd=tmp_path, check=True)
    subprocess.run([npm, "run", "build"], cwd=tmp_path, check=True)
    assert (tmp_path / BUNDLE.name).read_bytes() == BUNDLE.read_bytes()
