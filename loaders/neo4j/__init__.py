"""What `loaders.neo4j.store` is made of."""
