"""Stages: pure calls from records to records. They do not import one another."""
