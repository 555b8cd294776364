"""`make docs`: the pages of docs/ that are made from templates and schema, and never written by hand."""
