"""Git: another commit's templates and specs, read from its objects; working tree and index are never touched."""

# Stands for "where this pull request began"; a colon is in no branch's name.
PULL_REQUEST = ":pull-request:"
