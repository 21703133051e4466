"""Typed client of the Nova Post API."""
