"""Anything and everything."""
