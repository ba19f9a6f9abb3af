"""Arguments of public functions, checked: the error says what was found, what is allowed and how to get there."""

import inspect
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from datetime import date, datetime
from functools import lru_cache, wraps
from math import isinf, isnan
from numbers import Integral, Real
from types import NoneType, UnionType
from typing import Any, ParamSpec, TypeVar, Union, get_args, get_origin

import pandas as pd

from graph.errors import WrongArgument

__all__ = ["checked", "day_of", "described", "names_of", "number_of"]

P = ParamSpec("P")
T = TypeVar("T")

_LISTS = (Collection, Iterable, Sequence, list, tuple, set, frozenset)
_MOST_SHOWN = 60
_TABLES_FIRST = "Read it first: loaders.read({})."
_HINTS = {
    ("Tables", "path"): _TABLES_FIRST,
    ("Tables", "text"): _TABLES_FIRST,
    ("Tables", "DataFrame"): "Make tables of frames first: graph.Tables.of({{'organizations': frame, ...}}).",
    ("Tables", "dict"): "Make tables of frames first: graph.Tables.of(frames).",
    ("Tables", "list"): "Read files first: loaders.read(*paths); or join tables: graph.tables.combine(parts).",
    ("Tables", "Loaded"): "Pass its .tables.",
    ("Graph", "Tables"): "Weigh the ties first: graph.tie_network(tables).",
    ("Graph", "path"): "Read it first: graph.tie_network(loaders.read({})).",
    ("Graph", "text"): "Read it first: graph.tie_network(loaders.read({})).",
    ("Selection", "dict"): "Write graph.Selection(**{}).",
    ("date", "text"): "Write datetime.date(2024, 3, 31), or datetime.date.fromisoformat('2024-03-31').",
    ("path", "list"): "Name the paths one by one: (*paths).",
    ("path", "DataFrame"): "Tables made of frames need no file: graph.Tables.of({{'organizations': frame, ...}}).",
}  # fmt: skip


def checked(function: Callable[P, T]) -> Callable[P, T]:
    """Return `function` with each argument held against its annotation first.

    A single text where a list of texts is wanted becomes a list of one. An annotation that says nothing that can be
    checked (a callable, a type variable) lets everything through.

    Raises
    ------
    WrongArgument
        When the function is called with an argument of another type.

    Examples
    --------
    >>> @checked
    ... def total(names: Sequence[str], times: int = 1) -> int:
    ...     return len(names) * times
    >>> total("Ana Trust")
    1
    >>> total(["a"], times="2")
    Traceback (most recent call last):
    graph.errors.WrongArgument: total: times: found a text ('2'), allowed a whole number.
    """
    signature = inspect.signature(function)

    @wraps(function)
    def checking(*args: P.args, **kwargs: P.kwargs) -> T:
        bound = signature.bind(*args, **kwargs)
        for name, value in bound.arguments.items():
            parameter = signature.parameters[name]
            where = f"{function.__qualname__.rpartition('<locals>.')[2]}: {name}"
            if parameter.kind is parameter.VAR_POSITIONAL:
                bound.arguments[name] = tuple(_accepted(one, parameter.annotation, where) for one in value)
            elif parameter.kind is not parameter.VAR_KEYWORD:
                bound.arguments[name] = _accepted(value, parameter.annotation, where)
        return function(*bound.args, **bound.kwargs)

    return checking


def names_of(value: object, where: str) -> tuple[str, ...]:
    """Return a text as a list of one, and a list of texts as it is; anything else is refused.

    Examples
    --------
    >>> names_of("land", "causes"), names_of(["land", "water"], "causes")
    (('land',), ('land', 'water'))
    """
    if isinstance(value, str):
        return (value,)
    if not isinstance(value, Iterable) or isinstance(value, Mapping | pd.DataFrame | bytes):
        raise _wrong(value, "a text or a list of texts", where)
    names = tuple(value)
    for name in names:
        if not isinstance(name, str):
            raise _wrong(name, "a text", f"an item of {where}")
    return names


def day_of(value: object, where: str) -> date | None:
    """Return a day, without the time of a moment; a text is refused: it may mean one day or another.

    Examples
    --------
    >>> day_of(pd.Timestamp("2024-03-31 12:00"), "since")
    datetime.date(2024, 3, 31)
    """
    if value is None:
        return None
    if not isinstance(value, date) or pd.isna(value):
        raise _wrong(value, "a date or None", where, "date")
    return value.date() if isinstance(value, datetime) else value


def number_of(value: object, where: str, allowed: str, *, infinite: bool = False) -> float:
    """Return a number as a float; a flag, a text and what is not a number are refused.

    Examples
    --------
    >>> number_of(2, "half_life", "a number of days")
    2.0
    """
    if isinstance(value, bool) or not isinstance(value, Real):
        raise _wrong(value, allowed, where)
    number = float(value)
    if isnan(number) or (isinf(number) and not infinite):
        raise _wrong(value, allowed, where)
    return number


def described(value: object) -> str:
    """Return what a value is, in a few words, and its beginning where that is short.

    Examples
    --------
    >>> described("x.csv"), described([1, 2]), described(3.5), described(pd.DataFrame({"a": [1]}))
    ("a text ('x.csv')", 'a list of 2', 'a number (3.5)', 'a DataFrame of 1 rows')
    """
    word = _word(value)
    if word == "nothing":
        return "nothing (None)"
    if word in {"DataFrame", "Series"}:
        return f"a {word} of {len(value)} rows"  # type: ignore[arg-type]
    if word in {"list", "dict"}:
        return f"a {type(value).__name__} of {len(value)}"  # type: ignore[arg-type]
    text = repr(str(value)) if word == "path" else repr(value)
    article = "an" if word[0] in "aeiouAEIOU" else "a"
    return f"{article} {word}" + (f" ({text})" if len(text) <= _MOST_SHOWN and not text.startswith("<") else "")


def _word(value: object) -> str:
    words: tuple[tuple[type | tuple[type, ...], str], ...] = (
        (NoneType, "nothing"), (str, "text"), (bool, "flag"), (Real, "number"), (date, "date"),
        (pd.DataFrame, "DataFrame"), (pd.Series, "Series"), (Mapping, "dict"), ((list, tuple, set, frozenset), "list"),
    )  # fmt: skip
    if hasattr(value, "__fspath__"):
        return "path"
    return next((word for kinds, word in words if isinstance(value, kinds)), type(value).__name__)


def _wrong(value: object, allowed: str, where: str, *wanted: str) -> WrongArgument:
    hint = next((_HINTS[name, _word(value)] for name in wanted if (name, _word(value)) in _HINTS), "")
    text = f"{where}: found {described(value)}, allowed {allowed}. "
    return WrongArgument(text + hint.format(repr(str(value)) if _word(value) == "path" else repr(value)))


def _accepted(value: Any, annotation: Any, where: str) -> Any:  # noqa: ANN401  (any argument)
    """Return `value` as the annotation has it."""
    allowed = _allowed(annotation)
    if allowed is None:
        return value
    types, texts = allowed
    value = _taken(value, types)
    if texts and not isinstance(value, types):
        names = names_of(value, where)
        if texts in {frozenset, set, tuple, list}:
            return texts(names)
        return value if isinstance(value, Collection) and not isinstance(value, str) else names
    if not isinstance(value, types) or _is_nonsense(value, types):
        raise _wrong(value, _in_words(types, texts=bool(texts)), where, *_names(types))
    return value


def _taken(value: object, types: tuple[type, ...]) -> object:
    """Return `value` as the first type that says how to take it: tables as they are shown."""
    for kind in types:
        if (take := getattr(kind, "taken_from", None)) is not None:
            return take(value)
    return value


def _is_nonsense(value: object, types: tuple[type, ...]) -> bool:
    """Whether a value passes for a type that it is none of: a flag for a number, no date for a date."""
    if isinstance(value, bool):
        return bool not in types and object not in types
    return isinstance(value, date) and bool(pd.isna(value))


@lru_cache(maxsize=1000)
def _allowed(annotation: Any) -> tuple[tuple[type, ...], Any] | None:  # noqa: ANN401  (any annotation)
    """Return the types that an annotation allows, and the kind of list of texts; ``None``: not to be checked."""
    if get_origin(annotation) in {Union, UnionType}:
        parts = [_allowed(part) for part in get_args(annotation)]
        if any(part is None for part in parts):
            return None
        stated_types = [part for part in parts if part is not None]
        lists = [texts for _, texts in stated_types if texts]
        return tuple(kind for types, _ in stated_types for kind in types), (lists or [None])[0]
    if annotation is None or annotation is NoneType:
        return (NoneType,), None
    origin = get_origin(annotation) or annotation
    texts = origin if origin in _LISTS and get_args(annotation)[:1] == (str,) else None
    unclear = {object, Callable, inspect.Parameter.empty}
    if not isinstance(origin, type) or origin in unclear or getattr(origin, "_is_protocol", False):
        return None
    numbers: dict[type, tuple[type, ...]] = {int: (Integral,), float: (Real,)}
    return () if texts else numbers.get(origin, (origin,)), texts


def _names(types: Iterable[type]) -> list[str]:
    return ["path" if kind.__name__ == "Path" else _name(kind) for kind in types]


def _name(kind: type) -> str:
    """Return the name of a type as users know it: tables that are shown are tables."""
    return kind.__name__.removeprefix("Shown")


def _in_words(types: Iterable[type], *, texts: bool) -> str:
    plain = {"str": "a text", "Integral": "a whole number", "Real": "a number", "date": "a date", "NoneType": "None",
             "bool": "True or False", "Graph": "a network (nx.Graph)", "Mapping": "a mapping"}  # fmt: skip
    words = [plain.get(_name(kind), _name(kind)) for kind in dict.fromkeys(types)]
    return " or ".join(["a text or a list of texts", *words] if texts else words)
