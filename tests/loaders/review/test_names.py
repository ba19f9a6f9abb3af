"""What is decided about names holds at every later load."""

from pathlib import Path

import pytest

import loaders
from graph.errors import UnknownName, UnreadableSource
from loaders.journal import Journal
from loaders.review import NameReview, SourceReview
from tests.loaders.review.reviewed import WHO, reviewed


@pytest.fixture
def who(tmp_path: Path) -> Path:
    (tmp_path / "who.csv").write_text(WHO, encoding="utf-8")
    return tmp_path / "who.csv"


def pair(review: SourceReview, name: str, decision: str) -> tuple[str, str]:
    questions = review.names.questions()
    mine = questions[(questions["name"] == name) | (questions["other_name"] == name)]
    mine = mine[mine["decision"] == decision]
    (ids,) = mine[["organization_id", "other_id"]].itertuples(index=False, name=None)
    return str(ids[0]), str(ids[1])


def names(path: Path) -> set[str]:
    return set(loaders.read(path).organizations["name"])


def test_a_merge_that_nobody_asked_for_is_taken_back(who: Path) -> None:
    review = reviewed(who)
    one, other = pair(review, "Tearfund", "merged")
    assert "Tearfund" not in names(who)
    review.names.answer(one, other, "different")
    assert pair(review, "Tearfund", "different") == (one, other), "shown at once"
    assert {"Tearfund", "Tear Fund"} <= names(who), "and at the next load"
    review.names.answer(one, other, "")
    assert "Tearfund" not in names(who), "until it is taken back"
    review.names.answer(one, other, "")
    assert pair(review, "Tearfund", "") == (one, other), "nothing was decided that could be taken back twice"


def test_a_question_is_answered_and_the_name_chosen(who: Path) -> None:
    review = reviewed(who)
    review.names.answer(*pair(review, "Hill Aid Trust", ""), "same", "Hill Aid Trust")
    questions = review.names.questions()
    assert questions.loc[questions["decision"] == "same", "shown"].tolist() == ["Hill Aid Trust"]
    assert "Hill Aid Trust" in names(who)
    assert "Hill Aid" not in names(who)
    assert "same" in set(reviewed(who).names.questions()["decision"])


def test_reasons_are_sentences(who: Path) -> None:
    for reason in reviewed(who).names.questions()["reason"]:
        assert " " in reason
        assert "_" not in reason


def test_a_workspace_keeps_its_own(who: Path) -> None:
    work = who.parent / "work"
    loaders.load_into(work, who)
    review = reviewed(work)
    review.names.answer(*pair(review, "Hill Aid Trust", ""), "same")
    [entry] = Journal([str(work)]).entries()
    assert (entry.kind, entry.after["decision"]) == ("decision on names", "same")
    assert [path.name for path in who.parent.iterdir()] == ["who.csv", "work"]
    assert len(names(work)) == len(names(who)) - 1


def test_a_name_or_id_of_an_organization_is_looked_up(who: Path) -> None:
    review = reviewed(who)
    shown = dict(review.names.questions()[["organization_id", "name"]].itertuples(index=False, name=None))
    assert [review.names.display_name(own) for own in shown] == list(shown.values())
    assert review.names.display_name("hill  AID") == "Hill Aid"
    assert review.names.display_name("Tearfund") == "Tear Fund", "a name that a merge took away"
    with pytest.raises(UnknownName, match=r"organization: found 'Hill Ade'.*'Hill Aid'"):
        review.names.display_name("Hill Ade")
    (who.parent / "other.csv").write_text("Donor,Organization,Sector\nAsh,Birch,Water\n", encoding="utf-8")
    review.take(loaders.load(who.parent / "other.csv"))
    assert review.names.display_name("birch") == "Birch"
    with pytest.raises(UnknownName, match="organization: found 'Hill Aid'"):
        review.names.display_name("Hill Aid")


def test_without_a_file_nothing_is_kept_and_nothing_looks_kept(who: Path) -> None:
    review = NameReview(None)
    assert review.questions().empty
    review.take(loaders.load(who))
    one, other = review.questions()[["organization_id", "other_id"]].iloc[0]
    before = review.questions()
    review.answer(one, other, "same")
    assert review.questions().equals(before)
    with pytest.raises(UnreadableSource, match=r"Name a file, such as name-decisions\.csv"):
        review.decide("Hill Aid", "Hill Aid Trust", "same")
    with pytest.raises(UnreadableSource, match=r"Name a file, such as name-decisions\.csv"):
        review.forget("Hill Aid", "Hill Aid Trust")
