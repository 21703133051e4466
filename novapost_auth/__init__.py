"""Typed access to the Nova Post API, with tokens that renew themselves."""
