"""The same tables in Neo4j, both ways."""

from loaders.neo4j import store as neo4j_store

__all__ = ["neo4j_store"]
