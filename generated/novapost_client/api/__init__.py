"""The resources of the API, a package each, with a module for each of their operations."""
