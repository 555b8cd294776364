"""Git: another commit's templates and specs, read from its objects; working tree and index are never touched."""
