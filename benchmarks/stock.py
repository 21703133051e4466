"""The client that openapi-python-client writes by itself, from the same prepared document."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
DOCUMENT = ROOT / "generated/openapi.json"
PACKAGE = "stock_client"
_FILES = ("application/pdf", "image/jpeg", "image/png")


def generate(folder: Path) -> None:
    """Write ``stock_client`` into ``folder`` and make it importable."""
    config = folder / "config.json"
    files = dict.fromkeys(_FILES, "application/octet-stream")
    config.write_text(
        json.dumps({"package_name_override": PACKAGE, "content_type_overrides": files})
    )
    subprocess.run(
        [
            *(sys.executable, "-m", "openapi_python_client", "generate"),
            *("--path", str(DOCUMENT), "--config", str(config), "--meta", "none"),
            *("--output-path", str(folder / PACKAGE), "--overwrite"),
        ],
        # It tidies up with the ruff on PATH.
        env={
            **os.environ,
            "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
        },
        stdout=subprocess.DEVNULL,
        check=True,
    )
    sys.path.insert(0, str(folder))
