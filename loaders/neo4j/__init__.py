"""What `loaders.neo4j_store` is made of."""
