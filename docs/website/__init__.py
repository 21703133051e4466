"""Builds the documentation: ``python -m docs.website`` writes it into ``build/site``."""
