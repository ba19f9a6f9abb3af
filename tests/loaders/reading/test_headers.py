"""Headers and tags are known in three languages, and each means one thing."""

from collections import Counter

import pytest

from graph.errors import UnreadableSource
from loaders.formats.who_does_what.columns import Columns, find_columns
from loaders.formats.who_does_what.headers import KNOWN_HEADERS, header_role, is_tag, tag_role
from loaders.reading.tabular import Sheet
from loaders.values.plain import normal_header


def columns_of(*rows: list[str]) -> Columns:
    width = max(map(len, rows))
    return find_columns(Sheet("x.csv", "", [row + [""] * (width - len(row)) for row in rows]))


def test_no_header_has_two_roles() -> None:
    counted = Counter(normal_header(h) for headers in KNOWN_HEADERS.values() for h in dict.fromkeys(headers))
    roles = {plain: {r for r, hs in KNOWN_HEADERS.items() if plain in map(normal_header, hs)} for plain in counted}
    assert [plain for plain, found in roles.items() if len(found) > 1] == []


@pytest.mark.parametrize(
    ("header", "role"),
    [
        ("Implementing agency Name ", "implementer"),
        ("IMPLEMENTING PARTNER", "implementer"),
        ("Organización implementadora", "implementer"),
        ("Partenaire de mise en œuvre", "implementer"),
        ("ORGANIZACIÓN DONANTE", "funder"),
        ("Bailleur de fonds", "funder"),
        ("Programme\u00a0Organization", "programme"),
        ("organisation", "organization"),
        ("SECTOR / CLUSTER", "cause"),
        ("Secteur", "cause"),
        ("Fecha de finalización", "end"),
        ("Date de début", "start"),
        ("as_of", "reported"),
        ("PERSONAS ALCANZADAS", "reached"),
        ("Mantika", "adm2"),
        ("region_id", "code"),
        ("p-code", "code"),
        ("Pcode", "code"),
        ("Favourite colour", ""),
    ],
)
def test_a_header_in_its_language(header: str, role: str) -> None:
    assert header_role(header) == role


@pytest.mark.parametrize(
    ("tag", "role"),
    [
        ("#org", "organization"),
        ("#org+es", "organization"),
        ("#ORG +Impl +Name", "implementer"),
        ("#org+funder", "funder"),
        ("#org+prog+type", "programme_type"),
        ("#org+code", ""),
        ("#adm2 +code +v_pcodes", "adm2_code"),
        ("#country", "adm0"),
        ("#date+start", "start"),
        ("#date+year", ""),
        ("#reached +total", "reached"),
        ("#reached+f", ""),
        ("#sector+cluster+code", "cause"),
        ("#sector+code", ""),
        ("#meta+id", ""),
    ],
)
def test_a_tag(tag: str, role: str) -> None:
    assert is_tag(tag)
    assert tag_role(tag) == role


def test_tags_win_over_headers() -> None:
    found = columns_of(["Donor", "Sector"], ["#org+impl", "#adm1"], ["A", "North"])
    assert found.roles == {"implementer": 0, "adm1": 1}


def test_headers_name_the_columns_without_tags() -> None:
    found = columns_of(["Donor", "Partner", "Sector"], ["", "#org +name\t", ""], ["A", "B", "Water"])
    assert found.roles == {"funder": 0, "implementer": 1, "cause": 2}


def test_a_header_below_titles_and_groups() -> None:
    found = columns_of(
        ["A title"], [], ["Who", "", "Where"], ["Organisation", "Secteur", "Région"], ["A", "Eau", "Nord"]
    )
    assert (found.first_row, found.roles) == (4, {"implementer": 0, "cause": 1, "adm1": 2})


def test_tags_in_row_25_are_found_and_in_row_26_are_not() -> None:
    filler: list[list[str]] = [["x", "y"]] * 24
    assert columns_of(*filler, ["#org", "#sector"], ["A", "Water"]).first_row == 25
    assert not columns_of(*filler, ["x", "y"], ["#org", "#sector"], ["A", "Water"]).has_organizations


def test_a_column_of_organizations_is_the_programme_beside_implementers() -> None:
    assert columns_of(["Partner", "Implementing partner"], ["A", "B"]).roles == {"programme": 0, "implementer": 1}


def test_the_cause_is_the_sector_else_the_activity() -> None:
    assert columns_of(["Organization", "Activity", "Sector"], ["A", "x", "y"]).roles["cause"] == 2
    assert columns_of(["Organization", "Activity"], ["A", "x"]).roles["cause"] == 1


def test_a_lone_code_is_that_of_the_deepest_place() -> None:
    assert columns_of(["Org", "Country", "Region", "Pcode"], ["A", "B", "C", "D"]).roles["adm1_code"] == 3


def test_tags_without_their_sign_are_refused() -> None:
    with pytest.raises(UnreadableSource, match="line 2: found 'org\\+impl, sector\\+es, adm1'"):
        columns_of(["Who", "What", "Where"], ["org+impl", "sector+es", "adm1"], ["A", "B", "C"])
