"""`make demo`: the life of the environment `local`, told to a person who watches, with no AWS account."""
