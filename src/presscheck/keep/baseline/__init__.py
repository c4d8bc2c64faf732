"""Findings that are known already: where their record is, what is in it, and what it lets stand."""
