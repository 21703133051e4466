"""What the pages tell people to type works, prints what they say, and is typed."""

import re
import shlex
import subprocess
import sys

import pytest
from docs_pages import PAGES, blocks_of

from novapost_auth import NovaPost
from novapost_auth.cli._app import run
from novapost_auth.testing import FakeNovaPost

PROGRAMS = {page: blocks_of(text) for page, text in PAGES.items() if "```python" in text}
MARKS = ("", "continues", "prints", "fragment")


@pytest.fixture
def fake(monkeypatch, tmp_path):
    fake = FakeNovaPost()
    monkeypatch.chdir(tmp_path)
    with fake.serve() as served:
        monkeypatch.setenv("NOVAPOST_SERVER", served.url)
        monkeypatch.setenv("NOVAPOST_API_KEY", fake.api_key)
        yield fake


@pytest.mark.parametrize("page", PROGRAMS)
def test_the_programs_of_a_page_run(page, fake, capsys):
    names, printed = {}, None
    for block in PROGRAMS[page]:
        kind = block.mark.partition(":")[0]
        assert kind in MARKS, f"{page}:{block.line}: what is {block.mark!r}?"
        if block.language == "python":
            where = "\n" * (block.line - 1)  # So that a traceback names the line of the page.
            code = compile(where + block.code, page, "exec", dont_inherit=True)
            if kind == "fragment":
                assert block.mark.partition(":")[2].strip(), f"{page}:{block.line}: why?"
                continue
            if kind != "continues":
                names = {"__name__": "__main__"}
            exec(code, names)
            printed = capsys.readouterr().out
            assert fake.api_key not in printed
        elif kind == "prints":
            assert printed == block.code, f"{page}:{block.line}"


@pytest.fixture
def shipment(fake):
    """The one that the page of the command line is about."""
    end = {"name": "Jan Kowalski", "phone": "48500100200", "countryCode": "PL", "divisionId": 10000}
    parcel = {"rowNumber": 1, "cargoCategory": "parcel", "insuranceCost": 10, "actualWeight": 2000}
    parcel |= {"width": 200, "length": 300, "height": 100, "parcelDescription": "Books"}
    body = {"payerType": "Sender", "sender": end, "recipient": end, "parcels": [parcel]}
    with NovaPost(fake.api_key, transport=fake.transport) as novapost:
        return novapost.shipments.create(body)


def test_the_commands_of_a_page_do_what_it_shows(shipment, monkeypatch, tmp_path, capfd):
    assert shipment.number == "SHPL1000001001"
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    tried = 0
    for block in blocks_of(PAGES["docs/command-line.md"]):
        if block.language != "console" or block.mark.startswith("fragment"):
            continue
        for command, shown in re.findall(r"^\$ (.+)\n((?:(?!\$ ).*\n)*)", block.code, re.MULTILINE):
            words = shlex.split(command)
            if words[0] != "novapost":
                continue
            assert run(words[1:]) == 0, command
            printed = re.sub(r" +$", "", "".join(capfd.readouterr()), flags=re.MULTILINE)
            assert re.fullmatch(re.escape(shown).replace(r"\.\.\.", "(?s:.*)"), printed), command
            tried += 1
    assert tried > 7


def test_the_programs_are_typed_strictly(tmp_path):
    number = 0
    for blocks in PROGRAMS.values():
        program = ""
        for block in blocks:
            if block.language != "python" or block.mark.startswith("fragment"):
                continue
            if block.mark != "continues":
                number, program = number + 1, ""
            program += block.code
            (tmp_path / f"program_{number}.py").write_text(program, encoding="utf-8")
    checked = subprocess.run(
        [sys.executable, "-m", "mypy", "--strict", "--no-incremental", "."],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert checked.returncode == 0, checked.stdout
