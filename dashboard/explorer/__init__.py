"""The data behind the dashboard: read once in the background, then asked by every view."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from threading import Event, RLock, Thread

from dashboard.explorer.answers import Answers
from dashboard.explorer.data_review import DataReview
from dashboard.explorer.opening import Choice, Opened, Opening
from dashboard.explorer.presentation import Presentation, pseudonyms
from dashboard.explorer.renames import Rename
from dashboard.language import decimal, gettext_noop, text
from dashboard.state import State
from graph.errors import PartnerNetworkError
from graph.report import LoadReport
from graph.selection import Selection
from graph.tables import ShownTables, Tables
from graph.tables.masking import sensitive

__all__ = ["Choice", "Explorer", "Opened", "Opening", "Presentation"]

_READING = gettext_noop("Reading the files")
_STEPS = (
    gettext_noop("Weighing the relationships of {organizations} organizations"),
    gettext_noop("Finding coalitions among {organizations} organizations"),
    gettext_noop("Placing {organizations} organizations on the map"),
)


class Explorer:
    """Reads the data in the background and hands out answers.

    Parameters
    ----------
    read : callable
        Returns the tables and the report of reading them; it may take its time and may fail.
    title : str
        What the data are, for the header.
    renames : sequence of Rename
        Names that a user gave to coalitions before.
    keep : callable
        Puts the names that a user gave where they are found next time.
    review : DataReview
        Where decisions about names and columns are read and kept.
    presentation : Presentation
        Whether sensitive organizations always stand behind pseudonyms, and what makes these.
    opening : Opening, optional
        What can be opened where nothing was named yet; `open` then replaces `read` and all that belongs to it.
    stamp : callable
        Returns something that is equal as long as the files are what they were.

    Attributes
    ----------
    step : str
        What is being done, in words, until `ready` is set.
    done : float
        How much of it is done, 0..1.
    error : str
        Why there are no data, in words; empty while all is well.
    new_answers : int
        How many answers about names the data that are shown do not reckon with yet.
    is_choosing : bool
        Whether it waits for somebody to choose on the start page.
    trouble : str
        Why the data could not be read again, or a decision not be kept, in words; what was read before is still
        there.
    """

    def __init__(
        self,
        read: Callable[[], tuple[Tables, LoadReport]],
        title: str = "",
        *,
        renames: Sequence[Rename] = (),
        keep: Callable[[Sequence[Rename]], None] = lambda _: None,
        review: DataReview | None = None,
        presentation: Presentation | None = None,
        opening: Opening | None = None,
        stamp: Callable[[], object] = lambda: None,
    ) -> None:
        self._read, self._stamp = read, stamp
        self._stamp_read: object = None
        self.opening = opening
        self.is_choosing = opening is not None
        self.review = review or DataReview()
        self.renames = tuple(renames)
        self._keep = keep
        self.title = title
        self.ready = Event()
        self.step, self.done, self.error, self.trouble = text(_READING), 0.0, "", ""
        self._times_read = self.new_answers = 0
        self.tables: ShownTables = Tables.of().shown()
        self.report = LoadReport()
        self._lock = RLock()  # two requests never make two answers to one question
        self.presentation = presentation or Presentation()
        self._read_tables = Tables.of()
        self._pseudonyms: Mapping[str, str] = {}
        self._base: Answers | None = None
        self._masked_base: Answers | None = None
        self._cached_answers = lru_cache(maxsize=32)(self._asked)

    def open(self, asked: int | str) -> None:
        """Begin to read what was chosen on the start page; nothing where something is being read or was read.

        Raises
        ------
        PartnerNetworkError, OSError
            Where there is nothing to read.
        """
        with self._lock:
            if self.opening is None or not self.is_choosing:
                return
            opened = self.opening.open(asked)
            self._read, self.title, self.review = opened.read, opened.title, opened.review
            self._stamp = opened.stamp
            self.renames, self._keep = tuple(opened.renames), opened.keep
            if opened.key is not None:
                self.presentation = replace(self.presentation, key=opened.key)
            self.is_choosing = False
        self.start()

    def choose_again(self) -> None:
        """Go back to the start page after what was chosen could not be read."""
        with self._lock:
            if self.opening is not None and self.error:
                self.error, self.done, self.is_choosing = "", 0.0, True
                self.ready.clear()

    def start(self) -> None:
        """Begin to read; returns at once. Where nothing was chosen yet, it waits for that."""
        if self.is_choosing:
            return
        Thread(target=self._prepare, name="reading", daemon=True).start()

    def read_again(self) -> None:
        """Read the data anew; returns at once. What was read before stays if that fails."""
        self.ready.clear()
        self.step, self.done = text(_READING), 0.0
        self.start()

    @property
    def to_check(self) -> int:
        """How many pairs of names wait for an answer."""
        return int((self.review.doubts()["decision"].fillna("") == "").sum())

    @property
    def is_stale(self) -> bool:
        """Whether the files have changed since they were read."""
        return self.ready.is_set() and self._stamp() != self._stamp_read

    @property
    def guessed(self) -> frozenset[str]:
        """The names of the spreadsheets that are read by a guess of what their columns hold."""
        notes = self.report.notes
        return frozenset(notes.loc[notes["reason"] == "proposed_column", "file"])

    @property
    def revision(self) -> int:
        """A number that changes with the names that a user gave, and with each reading."""
        return hash((self.renames, self._times_read)) & 0xFFFF

    @property
    def base(self) -> Answers:
        """The answers without any filter."""
        with self._lock:
            if self._base is None:
                self._base = Answers(self.tables, Selection(), renames=self._under_ids(self.renames))
            return self._base

    def masks(self, state: State) -> bool:
        """Return whether sensitive organizations stand behind pseudonyms in a state."""
        return self.presentation.always or state.presentation

    def base_of(self, state: State) -> Answers:
        """Return the answers without any filter, in the mode of a state."""
        if self.presentation.always or not state.presentation:
            return self.base
        with self._lock:
            if self._masked_base is None:
                tables = self._read_tables.shown(self.presentation.key())
                self._pseudonyms = pseudonyms(self._read_tables, tables)
                self._masked_base = self.base.behind(tables, self._pseudonyms)
            return self._masked_base

    def switched(self, state: State) -> State:
        """Return the state with presentation mode switched, and what it names under its ids there."""
        on = not state.presentation
        names = {state.organization, state.mine, state.whom, *state.organizations, *state.several, *state.why}
        organizations = self.tables.organizations
        if on and not names & set(organizations.loc[sensitive(organizations), "organization_id"]):
            return state.replace(presentation=True)  # nothing to rename: pseudonyms are made when they are shown
        self.base_of(state.replace(presentation=True))
        ids = self._pseudonyms if on else {shown_id: own for own, shown_id in self._pseudonyms.items()}
        return state.renamed(ids).replace(presentation=on)

    def answers(self, state: State) -> Answers:
        """Return the answers for the filters of `state`, in its mode.

        Raises
        ------
        UnknownName
            If the address names a cause or place that the data do not know.
        """
        if not state.filtered:
            return self.base_of(state)
        masked = state.presentation and not self.presentation.always
        with self._lock:
            return self._cached_answers(state.selection(), regroup=state.regroup, masked=masked)

    def rename(self, state: State, number: int, name: str) -> None:
        """Call a coalition by a name of the user's, from now on; a blank name gives it back the one found.

        A number that no coalition has changes nothing.
        """
        groups = self.answers(state).groups
        members = frozenset(groups.index[(groups == number).fillna(value=False)])
        if not members:
            return
        own_ids = {shown_id: own for own, shown_id in self._pseudonyms.items()}
        members = frozenset(own_ids.get(i, i) for i in members)
        with self._lock:
            others = tuple(r for r in self.renames if r.members != members)
            self.renames = (*others, Rename(name, members)) if name else others
            self._base = self.base.called(self._under_ids(self.renames))
            self._masked_base = None
            self._cached_answers.cache_clear()
            self._keep(self.renames)

    def _under_ids(self, renames: Sequence[Rename]) -> tuple[Rename, ...]:
        """Return the names that a user gave, for the ids that the answers without filters have."""
        if not self.presentation.always:
            return tuple(renames)
        ids = self._pseudonyms
        return tuple(replace(one, members=frozenset(ids.get(i, i) for i in one.members)) for one in renames)

    def _asked(self, selection: Selection, *, regroup: bool, masked: bool) -> Answers:
        base = self.base_of(State(presentation=masked))
        return Answers(base.tables, selection, None if regroup else base, base.renames)

    def _prepare(self) -> None:
        try:
            answered, self._stamp_read = self.new_answers, self._stamp()
            read_tables, report = self._read()
            tables, ids = self._masked(read_tables)
            base = Answers(tables, Selection())
            for number, (step, answer) in enumerate(
                zip(_STEPS, ("ties", "coalitions", "layout"), strict=True), start=1
            ):
                self.done = number / (1 + len(_STEPS))
                self.step = text(step, organizations=decimal(len(tables.organizations)))
                getattr(base, answer)
            with self._lock:
                self.tables, self.report, self.trouble = tables, report, ""
                self._read_tables, self._pseudonyms, self._masked_base = read_tables, ids, None
                self._base = base.called(self._under_ids(self.renames))  # somebody may have given a name meanwhile
                self._cached_answers.cache_clear()
                self._times_read += 1
                self.new_answers -= answered
        except (PartnerNetworkError, OSError) as error:
            self._fail(str(error))
        except Exception as error:  # noqa: BLE001  (a thread has nobody else to tell)
            what = f"{type(error).__name__}: {error}"
            self._fail(text("An unexpected error occurred ({error}).", error=what))
        self.ready.set()

    def _masked(self, tables: Tables) -> tuple[ShownTables, Mapping[str, str]]:
        """Return the tables that are shown at first, and the pseudonyms in them."""
        if not self.presentation.always:
            return tables.shown(), {}
        masked = tables.shown(self.presentation.key())
        return masked, pseudonyms(tables, masked)

    def _fail(self, reason: str) -> None:
        if self._times_read:
            self.trouble = text("The data could not be read again: {reason}", reason=reason)
        else:
            self.error = reason
