"""A server with a login, and one that is killed: both need a server of their own."""

import signal
from collections.abc import Iterator
from dataclasses import replace

import neo4j
import pytest

from graph.errors import StoreUnavailable
from loaders.neo4j.store import Neo4jSettings, read
from tests.integration.neo4j_server import NoServer, Server, no_server
from tests.integration.rich_tables import rich_tables
from tests.integration.rich_tables import write_everything as write

pytestmark = pytest.mark.neo4j

PASSWORD = "correct-horse"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    made = Server(tmp_path_factory.mktemp("neo4j-login"), auth=True)
    try:
        made.start()
    except NoServer as reason:
        no_server(reason)
    with neo4j.GraphDatabase.driver(made.uri, auth=("neo4j", "neo4j")) as driver:
        change = "ALTER CURRENT USER SET PASSWORD FROM 'neo4j' TO $password"
        driver.execute_query(change, password=PASSWORD, database_="system")
    yield made
    made.stop()


def test_the_right_password_opens(server: Server) -> None:
    settings = Neo4jSettings(server.uri, password=PASSWORD)
    write(rich_tables(), settings)
    assert read(settings) == rich_tables()


@pytest.mark.parametrize(
    ("password", "who"), [("wrong-horse", "the user 'neo4j'"), ("", "a connection without a password")]
)
def test_a_wrong_password_is_told(server: Server, password: str, who: str) -> None:
    with pytest.raises(StoreUnavailable) as told:
        read(Neo4jSettings(server.uri, password=password))
    assert str(told.value) == (
        f"Neo4j at {server.uri}: refused {who} (Neo.ClientError.Security.Unauthorized). Set NEO4J_USERNAME and "
        "NEO4J_PASSWORD to a login it knows."
    )
    assert told.value.__cause__ is not None


def test_what_was_pushed_outlives_a_crash(server: Server) -> None:
    settings = Neo4jSettings(server.uri, password=PASSWORD)
    write(rich_tables(), settings)
    server.stop(signal.SIGKILL)
    with pytest.raises(StoreUnavailable, match="does not answer"):
        read(settings)
    server.start()
    assert read(settings) == rich_tables()
    assert not write(rich_tables(), replace(settings))[["created", "updated", "deleted"]].to_numpy().any()
