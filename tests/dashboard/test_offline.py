"""The dashboard's own code keeps out what could let data out, or data in as code."""

import ast
import re
from pathlib import Path

import pytest

import dashboard
from dashboard.components.chart import chart, chart_layout

FOLDER = Path(dashboard.__file__).parent
MODULES = sorted(FOLDER.rglob("*.py"))
LINKS = FOLDER / "components" / "links.py"


def code(module: Path) -> str:
    return module.read_text(encoding="utf-8")


def test_the_modules_are_found() -> None:
    assert len(MODULES) > 25
    assert LINKS in MODULES


@pytest.mark.parametrize(
    "word",
    ["dangerously_allow_html", "srcDoc", "Iframe", "Markdown", "DangerouslySetInnerHTML", "innerHTML", "iconify",
     "external_scripts", "external_stylesheets", "dash_cytoscape", "enableEnterpriseModules", "debug=True"],
)  # fmt: skip
def test_what_could_run_what_data_say_is_not_used(word: str) -> None:
    assert [module for module in MODULES if word in code(module)] == []


def test_pictures_come_from_one_place_that_offers_no_way_out() -> None:
    """Plotly's own defaults offer to send a picture to its servers."""
    config = chart("a", [], chart_layout("light", "a", "b"), "A picture").children.config
    assert (config["showSendToCloud"], config["plotlyServerURL"], config["displaylogo"]) == (False, "", False)
    drawing = [module for module in MODULES if re.search(r"\bGraph\(|import plotly", code(module))]
    assert drawing == [FOLDER / "components" / "chart.py"]


def test_only_the_sentence_about_a_failure_is_put_on_the_page_from_anywhere() -> None:
    assert [module for module in MODULES if "set_props" in code(module)] == [
        FOLDER / "page" / "address.py",  # only values of controls, as the address says them
        FOLDER / "page" / "failures.py",
    ]
    assert re.findall(r"set_props\(([^)]*)\)", code(FOLDER / "page" / "address.py")) == ["name, { value }"]
    assert "text(" in code(FOLDER / "page" / "failures.py")


def test_links_are_built_in_one_place_from_a_state_alone() -> None:
    """The other addresses are written out: the skip link, and nothing that data could change."""
    for module in MODULES:
        for node in ast.walk(ast.parse(code(module))):
            if isinstance(node, ast.keyword) and node.arg in {"href", "src", "action"}:
                written = isinstance(node.value, ast.Constant)
                assert written or module == LINKS, (module, node.lineno)


def test_a_script_on_the_page_is_written_here() -> None:
    """Nothing of the data goes into a clientside function."""
    found = [
        argument
        for module in MODULES
        for node in ast.walk(ast.parse(code(module)))
        if isinstance(node, ast.Call) and "clientside" in ast.unparse(node.func)
        for argument in node.args[:1]
    ]
    assert found
    for script in found:
        if isinstance(script, ast.JoinedStr):
            holes = [ast.unparse(part) for part in script.values if isinstance(part, ast.FormattedValue)]
            assert all(re.fullmatch(r"\{json\.dumps\(_[A-Z_]+\)\}", hole) for hole in holes), holes
        else:
            assert isinstance(script, ast.Constant)


def test_no_address_elsewhere_is_written_in_the_code() -> None:
    """The names of two XML vocabularies look like addresses; nobody asks for them."""
    names = r"http://(?!www\.w3\.org/2000/svg\"|schemas\.openxmlformats\.org/)|https://"
    assert [module for module in MODULES if re.search(names, code(module))] == []
