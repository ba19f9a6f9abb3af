"""One Neo4j server for the run, and an empty database for each test.

In this order: the server that ``NEO4J_URI`` names; one started from Maven Central's jars; none, and the tests are
skipped with the reason (on CI, where ``CI`` is set, they fail instead). A server that the environment names may hold
somebody's data: its database must be empty when the tests begin, and is left empty.
"""

import os
from collections.abc import Iterator
from typing import Any

import neo4j
import pytest

from loaders.neo4j import connection
from loaders.neo4j.store import Neo4jSettings
from tests.integration.neo4j_server import NoServer, Server, no_server


@pytest.fixture(scope="session")
def neo4j_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Neo4jSettings]:
    """Settings of a server that these tests may write to."""
    if os.environ.get("NEO4J_URI"):
        settings = Neo4jSettings.from_environment()
        _claim(settings)
        yield settings
        with _driver(settings) as driver:
            wipe(driver, settings.database)
            drop_constraints(driver, settings.database)
        return
    server = Server(tmp_path_factory.mktemp("neo4j"))
    try:
        server.start()
    except NoServer as reason:
        no_server(reason)
    yield Neo4jSettings(server.uri)
    server.stop()


@pytest.fixture
def settings(neo4j_server: Neo4jSettings, monkeypatch: pytest.MonkeyPatch) -> Neo4jSettings:
    """Settings of an empty database; the server's warnings of costly or wrong Cypher are failures."""
    with _driver(neo4j_server) as driver:
        wipe(driver, neo4j_server.database)
    strict = connection._DRIVER_OPTIONS | {"warn_notification_severity": "WARNING"}
    monkeypatch.setattr(connection, "_DRIVER_OPTIONS", strict)
    return neo4j_server


@pytest.fixture
def cypher(settings: Neo4jSettings) -> Iterator[Any]:
    """A function that runs a statement and returns its records as dicts."""
    with _driver(settings) as driver:

        def run(statement: str, **parameters: Any) -> list[dict[str, Any]]:
            answer = driver.execute_query(statement, parameters, database_=settings.database)
            return [record.data() for record in answer.records]

        yield run


def wipe(driver: neo4j.Driver, database: str) -> None:
    """Remove all data; our constraints stay, for they cost a second to make."""
    driver.execute_query("MATCH (n) DETACH DELETE n", database_=database)


def drop_constraints(driver: neo4j.Driver, database: str) -> None:
    """Remove our constraints."""
    ours = "SHOW CONSTRAINTS YIELD name WHERE name STARTS WITH 'partners_'"
    for record in driver.execute_query(ours, database_=database).records:
        driver.execute_query(f"DROP CONSTRAINT {record['name']}", database_=database)


def _driver(settings: Neo4jSettings) -> neo4j.Driver:
    auth = (settings.username, settings.password) if settings.password else None
    return neo4j.GraphDatabase.driver(settings.uri, auth=auth)


def _claim(settings: Neo4jSettings) -> None:
    """Refuse a database that holds anything."""
    with _driver(settings) as driver:
        query = "MATCH (n) RETURN count(n) AS nodes"
        nodes = driver.execute_query(query, database_=settings.database).records[0]["nodes"]
    if nodes:
        pytest.fail(
            f"NEO4J_URI={settings.uri}, database {settings.database!r} holds {nodes} nodes. The tests empty the "
            "database they use: give them an empty one, or unset NEO4J_URI."
        )
