"""The way to a Neo4j server: its address, one driver for a call, and its troubles in one clear sentence."""

import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Protocol
from urllib.parse import urlsplit

from graph.errors import StoreUnavailable

if TYPE_CHECKING:
    from neo4j import ManagedTransaction, Session, SummaryCounters

__all__ = ["Neo4jSettings", "Store", "connected"]

_SCHEMES = ("bolt", "bolt+s", "bolt+ssc", "neo4j", "neo4j+s", "neo4j+ssc")
# A label that a fresh database has never seen is no mistake of ours, and the server's advice is not for our users.
_DRIVER_OPTIONS: dict[str, Any] = {
    "connection_timeout": 10.0,
    "notifications_disabled_classifications": ["UNRECOGNIZED"],
    "telemetry_disabled": True,
}
# What two writers at once can cause, and a second try puts right; the driver itself retries only what the server
# calls transient.
_TRY_AGAIN = (
    "Neo.ClientError.Statement.EntityNotFound",
    "Neo.ClientError.Schema.ConstraintValidationFailed",
)


@dataclass(frozen=True)
class Neo4jSettings:
    """Where the database is and how to enter it.

    Parameters
    ----------
    uri : str
        Address, e.g. ``bolt://localhost:7687`` (``neo4j+s://...`` for Aura), without user and password.
    username, password : str
        Without a password the server is asked without a login.
    database : str
        Name of the database.

    Raises
    ------
    StoreUnavailable
        If the address holds a user or a password; the message does not repeat it.
    """

    uri: str
    username: str = "neo4j"
    password: str = field(default="", repr=False)
    database: str = "neo4j"

    def __post_init__(self) -> None:
        if "@" in self.uri or "%40" in self.uri:
            raise StoreUnavailable(
                "Neo4j: the address has a user or a password in it (before '@'). It is refused and not repeated. Set "
                "NEO4J_URI to one like bolt://localhost:7687, and the login in NEO4J_USERNAME and NEO4J_PASSWORD, "
                "or in the file that NEO4J_AUTH_FILE names."
            )

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] = os.environ) -> "Neo4jSettings":
        """Return what ``NEO4J_URI``, ``NEO4J_USERNAME``, ``NEO4J_PASSWORD`` and ``NEO4J_DATABASE`` say.

        Where ``NEO4J_PASSWORD`` is not set, ``NEO4J_AUTH_FILE`` may name a file that holds ``username/password``,
        the form in which Neo4j's own image takes its secret.

        Raises
        ------
        StoreUnavailable
            If there is no address, or the secret's file cannot be read.

        Examples
        --------
        >>> Neo4jSettings.from_environment({"NEO4J_URI": "bolt://localhost:7687", "NEO4J_PASSWORD": "secret"})
        Neo4jSettings(uri='bolt://localhost:7687', username='neo4j', database='neo4j')
        """
        uri = environment.get("NEO4J_URI", "").strip()
        if not uri:
            raise StoreUnavailable(
                "Neo4j: the environment variable NEO4J_URI is not set. Set it to the address of the database, "
                "e.g. NEO4J_URI=bolt://localhost:7687, with NEO4J_USERNAME (default neo4j), NEO4J_PASSWORD and "
                "NEO4J_DATABASE (default neo4j)."
            )
        username, password = environment.get("NEO4J_USERNAME", ""), environment.get("NEO4J_PASSWORD", "")
        if not password and environment.get("NEO4J_AUTH_FILE"):
            from_file = _auth_file(environment["NEO4J_AUTH_FILE"])
            username, password = username or from_file[0], from_file[1]
        return cls(uri, username or "neo4j", password, environment.get("NEO4J_DATABASE") or "neo4j")


def _auth_file(path: str) -> tuple[str, str]:
    try:
        with open(path, encoding="utf-8") as file:  # noqa: PTH123  (one read, of a path that the environment gives)
            username, slash, password = file.read().strip().partition("/")
    except (OSError, ValueError) as error:
        # Neither the path, which may be the secret itself by mistake, nor what is in the file is repeated.
        why = (error.strerror if isinstance(error, OSError) else None) or "it is no text in UTF-8"
        raise StoreUnavailable(
            f"Neo4j: the file that NEO4J_AUTH_FILE names cannot be read ({why}). It should hold one line, "
            "username/password; or set NEO4J_PASSWORD instead."
        ) from None
    if not slash:
        raise StoreUnavailable(
            "Neo4j: the file that NEO4J_AUTH_FILE names should hold one line, username/password, and has no slash. "
            "Correct it, or set NEO4J_PASSWORD instead."
        )
    return username, password


class Store(Protocol):
    """What the reading and the writing of tables ask of a database: every statement passes through here."""

    def ask(self, statement: str, parameters: Mapping[str, object] | None = None) -> list[list[Any]]:
        """Return the records of a statement that only reads."""

    def change(self, statement: str, parameters: Mapping[str, object]) -> tuple[list[list[Any]], int, int]:
        """Run a statement that writes, in a transaction of its own.

        Returns
        -------
        tuple of list, int, int
            Its records, how many nodes (relationships, if no node) it created, and how many it deleted.
        """

    def define(self, statement: str) -> None:
        """Run a statement that changes the schema."""


class _Server:
    """A `Store` on a real server."""

    def __init__(self, session: "Session") -> None:
        self._session = session

    def ask(self, statement: str, parameters: Mapping[str, object] | None = None) -> list[list[Any]]:
        def work(transaction: "ManagedTransaction") -> list[list[Any]]:
            return transaction.run(statement, dict(parameters or {})).values()

        return self._session.execute_read(work)

    def change(self, statement: str, parameters: Mapping[str, object]) -> tuple[list[list[Any]], int, int]:
        from neo4j.exceptions import Neo4jError  # noqa: PLC0415  (the driver takes half a second to import)

        def work(transaction: "ManagedTransaction") -> tuple[list[list[Any]], "SummaryCounters"]:
            cursor = transaction.run(statement, dict(parameters))
            return cursor.values(), cursor.consume().counters

        try:
            records, counters = self._session.execute_write(work)
        except Neo4jError as error:
            if error.code not in _TRY_AGAIN:
                raise
            records, counters = self._session.execute_write(work)
        created = counters.nodes_created or counters.relationships_created
        return records, created, counters.nodes_deleted or counters.relationships_deleted

    def define(self, statement: str) -> None:
        from neo4j.exceptions import Neo4jError  # noqa: PLC0415  (the driver takes half a second to import)

        try:
            self._session.run(statement).consume()
        except Neo4jError as error:
            # Somebody else made the same constraint in this very moment.
            if error.code != "Neo.ClientError.Schema.EquivalentSchemaRuleAlreadyExists":
                raise


@contextmanager
def connected(settings: Neo4jSettings) -> Iterator[Store]:
    """Open the database for one piece of work and close it after.

    Raises
    ------
    StoreUnavailable
        If the server does not answer, refuses the login, has no such database, or refuses a statement.
    """
    from neo4j import GraphDatabase  # noqa: PLC0415  (the driver takes half a second to import)
    from neo4j.exceptions import DriverError, Neo4jError  # noqa: PLC0415

    _check_address(settings.uri)
    auth = (settings.username, settings.password) if settings.password else None
    try:
        driver = GraphDatabase.driver(settings.uri, auth=auth, **_DRIVER_OPTIONS)
    except DriverError as error:
        raise StoreUnavailable(_unusable(settings.uri, _line(error, settings.password))) from error
    try:
        with driver, driver.session(database=settings.database) as session:
            driver.verify_connectivity()
            yield _Server(session)
    except (DriverError, Neo4jError) as error:
        raise StoreUnavailable(_told(error, settings)) from error


def _check_address(uri: str) -> None:
    """Refuse what the driver would only fail on later, or would take for a way that it merely tries out."""
    try:
        parts = urlsplit(uri)
        usable = parts.scheme in _SCHEMES and bool(parts.hostname)
        _ = parts.port  # raises where it is no number
    except ValueError:
        # What stands behind the colon may be a password.
        why = "it has no host, or what follows ':' is no port; it is not repeated, for it may hold a password"
        raise StoreUnavailable(_unusable("", why)) from None
    if not usable:
        raise StoreUnavailable(_unusable(uri, f"it must be one of {', '.join(_SCHEMES)}, then ://, then a host"))


def _unusable(uri: str, why: str) -> str:
    where = f"Neo4j at {_shown(uri)!r}" if uri else "Neo4j"
    return f"{where}: this address cannot be used ({why}). Set NEO4J_URI to one like bolt://localhost:7687."


def _shown(uri: str) -> str:
    """Return an address without what follows its path: a query may hold a secret."""
    return uri.split("?", 1)[0].split("#", 1)[0]


def _told(error: Exception, settings: Neo4jSettings) -> str:
    """Return what went wrong, where, and what to do next."""
    from neo4j import exceptions  # noqa: PLC0415  (the driver takes half a second to import)

    where, line = f"Neo4j at {_shown(settings.uri)}", _line(error, settings.password)
    code = str(getattr(error, "code", "") or "")
    if isinstance(error, exceptions.AuthError) or code.startswith("Neo.ClientError.Security."):
        who = f"the user {settings.username!r}" if settings.password else "a connection without a password"
        return f"{where}: refused {who} ({code}). Set NEO4J_USERNAME and NEO4J_PASSWORD to a login it knows."
    if code == "Neo.ClientError.Database.DatabaseNotFound":
        return (
            f"{where}: has no database {settings.database!r}. Set NEO4J_DATABASE to one that it has (its first "
            "one is called 'neo4j')."
        )
    if isinstance(error, exceptions.ServiceUnavailable | exceptions.SessionExpired):
        return f"{where}: does not answer ({line}). Start the server, or correct NEO4J_URI."
    return f"{where}, database {settings.database!r}: refused what was asked ({line})."


def _line(error: Exception, password: str) -> str:
    lines: Sequence[str] = str(getattr(error, "message", None) or error).strip().splitlines()
    line = lines[0].rstrip(":.") if lines else type(error).__name__
    return line.replace(password, "***") if password else line
