"""What the pages tell people to type works, prints what they say, and is typed."""

import ast
import itertools
import re
import shlex

import pytest
from docs_outcomes import OUTCOMES
from docs_pages import PAGES, blocks_of
from type_checkers import mypy, pyright

from novapost_auth import NovaPost
from novapost_auth.cli._app import app, run
from novapost_auth.testing import FakeNovaPost

PROGRAMS = {page: blocks_of(text) for page, text in PAGES.items() if "```python" in text}
ABOUT_A_SHIPMENT = ("docs/how-to/print-label.md", "docs/how-to/track-many.md")
OF_COMMANDS = {"README.md": 4, "README.uk.md": 4}
OF_COMMANDS |= {"docs/command-line.md": 12, "docs/uk/command-line.md": 12}
MARKS = ("", "continues", "prints", "fragment")
COPIED = {"python", "sh", "powershell", "json", "toml"}
COMMANDS = {"curl", "eval", "export", "git", "make", "novapost", "pip", "python", "python3"}
COMMANDS |= {"source"}
COMMANDS |= {".venv/bin/python", ".venv/Scripts/Activate.ps1", "NOVAPOST_LOG"}
PARCEL = {"rowNumber": 1, "cargoCategory": "parcel", "insuranceCost": 10, "actualWeight": 2000}
PARCEL |= {"width": 200, "length": 300, "height": 100, "parcelDescription": "Books"}
END = {"name": "Jan Kowalski", "phone": "48500100200", "countryCode": "PL", "divisionId": 10000}
BODY = {"payerType": "Sender", "sender": END, "recipient": END, "parcels": [PARCEL]}


@pytest.fixture
def fake(monkeypatch, tmp_path):
    fake = FakeNovaPost()
    monkeypatch.chdir(tmp_path)
    with fake.serve() as served:
        monkeypatch.setenv("NOVAPOST_SERVER", served.url)
        monkeypatch.setenv("NOVAPOST_API_KEY", fake.api_key)
        yield fake


def test_every_outcome_is_of_a_page():
    assert OUTCOMES.keys() <= PROGRAMS.keys()


@pytest.mark.examples
@pytest.mark.parametrize("page", PROGRAMS)
def test_the_programs_of_a_page_do_what_they_say(page, request, fake, capsys):
    if page in ABOUT_A_SHIPMENT:
        request.getfixturevalue("shipment")
    names, printed, outcomes = {}, None, iter(OUTCOMES.get(page, ()))
    for block, following in zip(PROGRAMS[page], [*PROGRAMS[page][1:], None], strict=True):
        kind = block.mark.partition(":")[0]
        assert kind in MARKS, f"{page}:{block.line}: what is {block.mark!r}?"
        if block.language == "python":
            where = "\n" * (block.line - 1)  # So that a traceback names the line of the page.
            if kind == "fragment":
                compile(where + block.code, page, "exec", ast.PyCF_ALLOW_TOP_LEVEL_AWAIT)
                assert block.mark.partition(":")[2].strip(), f"{page}:{block.line}: why?"
                continue
            code = compile(where + block.code, page, "exec", dont_inherit=True)
            if kind != "continues":
                names = {"__name__": "__main__"}
            asked = {id(one): len(one.calls) for one in (fake, names.get("fake", fake))}
            exec(code, names)
            printed = capsys.readouterr().out
            assert fake.api_key not in printed
            if "assert " in block.code or (following and following.mark == "prints"):
                continue
            outcome = next(outcomes, None)
            assert outcome, f"{page}:{block.line}: say in docs_outcomes.py what comes of it"
            its = names.get("fake", fake)
            assert_came_of_it(outcome, printed, its.calls[asked.get(id(its), 0) :])
        elif kind == "prints":
            assert printed == block.code, f"{page}:{block.line}"

    assert next(outcomes, None) is None


def assert_came_of_it(outcome, printed, calls):
    asked = [f"{call.method} {call.path}" for call in calls if "authorization" not in call.path]
    for found, expected in ((printed.splitlines(), outcome.prints), (asked, outcome.asks)):
        assert len(found) == len(expected), found
        for line, pattern in zip(found, expected, strict=True):
            assert re.fullmatch(pattern, line)


@pytest.mark.parametrize("page", ["docs/tutorial.md", "docs/uk/index.md"])
def test_who_has_no_key_is_shown_how_to_get_one_and_sees_it(page, fake, capsys):
    (code,) = [block.code for block in PROGRAMS[page] if "create_test_api_key" in block.code]
    exec(code.replace("Server.SANDBOX", "None"), {"__name__": "__main__"})
    key = capsys.readouterr().out.strip()
    assert key != fake.api_key
    with NovaPost(key) as novapost:
        assert novapost.divisions.find().total


@pytest.fixture
def shipment(fake):
    """The one that some pages are about."""
    with NovaPost(fake.api_key, transport=fake.transport) as novapost:
        created = novapost.shipments.create(BODY)
        novapost.shipments.upload_file(created.id, file=b"%PDF-1.4", file_name="invoice.pdf")
        return created


@pytest.mark.examples
@pytest.mark.usefixtures("fake")
@pytest.mark.parametrize(("page", "least"), OF_COMMANDS.items())
def test_the_commands_of_a_page_do_what_they_show(
    page, least, request, monkeypatch, tmp_path, capfd
):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    blocks = [*blocks_of(PAGES[page]), None]
    if not (given := [one.code for one in blocks if one and one.language == "json"]):
        assert request.getfixturevalue("shipment").number == "SHPL1000001001"
    for code in given:
        (tmp_path / "shipment.json").write_text(code)
    tried = 0
    for block, following in itertools.pairwise(blocks):
        if block.language != "sh" or block.mark.startswith("fragment"):
            continue
        for words in map(shlex.split, block.code.splitlines()):
            if words[0] == "novapost" and "--watch" not in words:
                assert run(words[1:]) == 0, words
                tried += 1
        printed = re.sub(r" +$", "", "".join(capfd.readouterr()), flags=re.MULTILINE)
        if following and following.mark == "prints":
            shown = re.escape(following.code).replace(r"\.\.\.", "(?s:.*)")
            assert re.fullmatch(shown, printed), f"{page}:{block.line}: {printed}"
    assert tried >= least


@pytest.mark.parametrize("page", PAGES)
def test_what_is_copied_has_no_prompt_and_nothing_that_was_printed(page):
    assert not re.search(r"^\s*(\$ |>>>|% |PS [^>\n]*>|C:[^>\n]*>) ?\w", PAGES[page], re.MULTILINE)
    for block in blocks_of(PAGES[page]):
        where = f"{page}:{block.line}"
        assert block.language in COPIED | {"text"}, where
        if block.language in ("sh", "powershell"):
            ends = "\n" if block.language == "sh" else "\n|; "
            lines = re.split(ends, block.code.strip().replace("\\", "/"))
            commands = [line.split() for line in lines]
            assert {words[0].partition("=")[0] for words in commands} <= COMMANDS, where
        assert block.mark != "prints" or block.language == "text", where


@pytest.mark.timeout(240)  # Much to do for a busy machine.
def test_the_programs_are_typed_strictly(tmp_path):
    number = 0
    for page, blocks in PROGRAMS.items():
        program, name = "", "readme" if page == "README.md" else "program"
        for block in blocks:
            if block.language != "python" or block.mark.startswith("fragment"):
                continue
            if block.mark != "continues":
                number, program = number + 1, ""
            program += block.code
            (tmp_path / f"{name}_{number}.py").write_text(program, encoding="utf-8")
    of_readme = [*tmp_path.glob("readme_*.py")]
    assert of_readme
    for checked in (mypy(".", cwd=tmp_path), pyright(*of_readme, cwd=tmp_path)):
        assert checked.returncode == 0, checked.stdout


def test_every_command_is_on_the_pages_of_the_command_line():
    commands = {name for name in app if not name.startswith("-")}
    assert len(commands) > 9
    for page in ("docs/command-line.md", "docs/uk/command-line.md"):
        assert {name for name in commands if not re.search(rf"\b{name}\b", PAGES[page])} == set()
