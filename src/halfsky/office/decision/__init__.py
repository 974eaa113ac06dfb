"""Decisions: draft, put forward, approved or objected to; by whom, when and with what comment."""
