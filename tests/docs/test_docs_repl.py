"""What README and the pages show runs as well where it is pasted into the REPL, line by line."""

import os
import subprocess
import sys
from contextlib import ExitStack

from docs_pages import PAGES, blocks_of

from novapost_auth.testing import FakeNovaPost

# What policy.md shows goes into the package, and nobody pastes it.
TEXTS = {page: text for page, text in PAGES.items() if page != "docs/policy.md"}
MARK = "@@"


def test_every_program_runs_line_by_line(tmp_path):
    # Without prompts, all that is on stderr is what went wrong.
    typed = "import os, sys; sys.ps1 = sys.ps2 = ''\n"
    with ExitStack() as fakes:
        for page, text in TEXTS.items():
            fake = FakeNovaPost()
            served = fakes.enter_context(fake.serve())
            environ = {"NOVAPOST_SERVER": served.url, "NOVAPOST_API_KEY": fake.api_key}
            typed += f"os.environ.update({environ})\n"
            for block in blocks_of(text):
                if block.language == "python" and not block.mark.startswith("fragment"):
                    where = f"{MARK}{page}:{block.line}\n"
                    typed += f"_ = sys.stderr.write({where!r})\n{block.code}\n\n"
        done = subprocess.run(
            [sys.executable, "-q", "-X", "utf8", "-i"],
            input=typed,
            cwd=tmp_path,
            env=os.environ | {"HOME": str(tmp_path)},  # Where it leaves what was typed.
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
        )
    _, *said = done.stderr.replace(">>> ", "").split(MARK)
    wrong = "".join(one for one in said if one.partition("\n")[2].strip())
    assert not wrong, wrong
    assert len(said) > 30
