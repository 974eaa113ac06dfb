"""A room."""

TABLE = {}
