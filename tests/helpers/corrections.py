"""The corrections are read once: they are YAML, and each run of the pipeline begins with them."""

import sys
from functools import cache

import pytest


@pytest.fixture(scope="session", autouse=True)
def _read_once():
    with pytest.MonkeyPatch.context() as patch:
        if pipeline := sys.modules.get("codegen.pipeline"):  # Not where only what is shipped is.
            patch.setattr(pipeline, "load_overlay", cache(pipeline.load_overlay))
        yield
