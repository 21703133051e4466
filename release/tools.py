"""What others have written to look at a release with."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

from release.build import artefact
from release.command import output


def twine_findings(built: Path) -> Iterator[str]:
    """Whether the index takes what was built, and can show the README."""
    artefacts = artefact(built, ".tar.gz"), artefact(built, ".whl")
    told = output(sys.executable, "-m", "twine", "check", "--strict", *artefacts)
    if told.count("PASSED") != len(artefacts):
        yield "twine has not looked at all that was built"


def wheel_contents_findings(built: Path) -> Iterator[str]:
    """The faults that wheels tend to have."""
    told = output(sys.executable, "-m", "check_wheel_contents", artefact(built, ".whl"))
    if "OK" not in told:
        yield "check-wheel-contents has not looked at the wheel"


def workflow_findings(root: Path) -> Iterator[str]:
    """Workflows that the forge understands, and that give nothing away."""
    workflows = sorted((root / ".github" / "workflows").glob("*.yml"))
    if not workflows:
        yield "there are no workflows in .github/workflows"
        return
    schema = ("--builtin-schema", "vendor.github-workflows")
    output(sys.executable, "-m", "check_jsonschema", *schema, *workflows)
    # As the release's environment has it; none of its questions to the network.
    zizmor = shutil.which("zizmor", path=str(Path(sys.executable).parent)) or "zizmor"
    output(zizmor, "--offline", "--no-progress", "--quiet", "--persona=pedantic", root / ".github")
