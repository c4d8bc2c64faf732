"""Where text stands twice in a document: one module a kind of repeat, for the `duplicate` matcher."""
