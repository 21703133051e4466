"""Small documents to normalise: a test states its paths, its names, and what it expects."""

from __future__ import annotations

import copy
from typing import Any

import pytest

from codegen.normalise import normalise
from codegen.normalise.names import NameLock
from codegen.normalise.operations import METHODS, OperationTable

RESOURCES = {"things": "Things."}


@pytest.fixture
def prepare():
    """Normalise a document of the given paths; without `rows` every operation has one."""

    def run(
        paths: dict[str, Any],
        names: dict[str, str] | None = None,
        *,
        rows: dict[str, tuple[str, str]] | None = None,
        partial: bool = False,
        **rest: Any,
    ) -> dict[str, Any]:
        document = {
            "openapi": "3.0.0",
            "info": {"title": "Things", "version": "1"},
            "paths": paths,
        } | rest
        if rows is None:
            keys = [f"{m.upper()} {path}" for path in paths for m in paths[path] if m in METHODS]
            rows = {key: ("things", f"method_{number}") for number, key in enumerate(keys)}
        before = copy.deepcopy(document)
        result = normalise(
            document,
            operations=OperationTable(rows, RESOURCES),
            names=NameLock(names or {}),
            partial=partial,
        )
        assert document == before
        return result

    return run


@pytest.fixture
def answering():
    """Make the paths of one operation, GET /things, that answers with the given schema."""

    def make(schema: dict[str, Any], **operation: Any) -> dict[str, Any]:
        content = {"application/json": {"schema": schema}}
        answers = {"200": {"description": "Fine.", "content": content}}
        return {"/things": {"get": {"responses": answers} | operation}}

    return make
