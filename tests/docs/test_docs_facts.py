"""What the pages list is what there is."""

import inspect
import re

import attrs
from docs_pages import PAGES, ROOT, blocks_of
from docs_texts import everything, messages, refusals

import novapost_auth
from novapost_auth import NovaPost, NovaPostError
from novapost_client import models

ERRORS = {
    "docs/errors.md": "## What each one means",
    "docs/uk/errors.md": "## Що означає кожна",
}


def rows_of(text, heading):
    section = text.partition(heading)[2].partition("\n## ")[0]
    return re.findall(r"^\| (?!---)(.*?) \|", section, re.MULTILINE)[1:]


def test_the_tree_of_errors_is_the_one_of_the_classes():
    tree = PAGES["docs/errors.md"].partition("```text\n")[2].partition("```")[0]
    parents, drawn = [], {}
    for line in tree.splitlines():
        branch, name = re.match(r"([│├└─ ]*)(\w+)", line).groups()
        depth = len(branch) // 3
        parents[depth:] = [name]
        drawn[name] = parents[depth - 1] if depth else None
    public = [getattr(novapost_auth, name) for name in novapost_auth.__all__]
    errors = [one for one in public if isinstance(one, type) and issubclass(one, NovaPostError)]
    assert drawn == {
        error.__name__: None if error is NovaPostError else error.__bases__[0].__name__
        for error in errors
    }
    for page, heading in ERRORS.items():
        told = {name.strip("`") for name in rows_of(PAGES[page], heading)}
        assert told == set(drawn) - {"NovaPostError", "ApiError"}, page


def test_the_texts_that_are_explained_are_those_of_the_package_and_all_that_it_says():
    told = [
        re.findall("`([^`]+)`", " ".join(rows_of(PAGES[page], heading)))
        for page, heading in (
            ("docs/errors.md", "## What the texts say"),
            ("docs/uk/errors.md", "## Що кажуть тексти"),
        )
    ]
    assert told[0] == told[1]
    source = everything() | set(messages())
    assert [text for text in told[0] if not any(text in one for one in source)] == []
    said = {*messages(), *refusals()}
    assert len(said) > 200
    assert [one for one in sorted(said) if not any(text in one for text in told[0])] == []


def test_both_readmes_have_the_same_sections_with_the_same_to_try():
    shown = [
        [
            (
                [block.language for block in blocks_of(section)],
                bool(re.search(r"^\| ", section, re.MULTILINE)),
            )
            for section in re.split(r"^## ", PAGES[page], flags=re.MULTILINE)
        ]
        for page in ("README.md", "README.uk.md")
    ]
    assert shown[0] == shown[1]
    assert len(shown[0]) > 10


def test_both_languages_move_the_same_things_from_api_2():
    tables = [
        [
            re.findall(r"`[A-Za-z][^`]*`", line)
            for line in PAGES[page].splitlines()
            if line[:1] == "|"
        ]
        for page in ("docs/how-to/from-api-2.md", "docs/uk/from-api-2.md")
    ]
    assert tables[0] == tables[1]


def test_what_api_2_becomes_exists():
    fields = {field.name for name in models.__all__ for field in fields_of(getattr(models, name))}
    with NovaPost("key") as novapost:
        for row in PAGES["docs/how-to/from-api-2.md"].partition("## Methods")[2].splitlines():
            for owner, name in re.findall(r"`([a-z_]+)\.([a-z_]+)(?:\(|`)", row):
                if row.startswith("|") and owner == "novapost":
                    assert hasattr(novapost, name), row
                elif row.startswith("|") and hasattr(novapost, owner):
                    assert hasattr(getattr(novapost, owner), name), row
                elif row.startswith("|"):
                    assert {owner, name} <= fields, row


def fields_of(model):
    return attrs.fields(model) if attrs.has(model) else ()


COUNTED = re.compile(r"\b[A-Z]{4}100000[1-9]\d{3}\b")
FRESH = ("as a fresh fake gives them", "як у щойно запущеної імітації")


def test_pages_with_numbers_that_the_fake_counts_say_whose_they_are():
    """Who has called the fake before sees others, and would look for a mistake of his own."""
    shown = {
        page
        for page, text in PAGES.items()
        if any(block.mark == "prints" and COUNTED.search(block.code) for block in blocks_of(text))
    }
    assert {page for page, text in PAGES.items() if says_so(text)} == shown
    assert len(shown) > 5
    for page in shown:
        first = next(block.line for block in blocks_of(PAGES[page]) if block.mark == "prints")
        assert says_so("\n".join(PAGES[page].splitlines()[:first])), page


def says_so(text):
    return any(one in " ".join(text.split()) for one in FRESH)


def test_every_setting_is_told():
    table = PAGES["docs/settings.md"].partition("## Servers")[0]
    told = re.findall(r"^\| `(\w+)` \|", table, re.MULTILINE)
    assert told == list(inspect.signature(NovaPost).parameters)
    for variable in ("NOVAPOST_API_KEY", "NOVAPOST_SERVER", "NOVAPOST_LOG"):
        assert variable in table


def test_the_commands_for_programs_that_help_are_there():
    text = (ROOT / "AGENTS.md").read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    for command in re.findall(r"^make ([a-z -]+[a-z])", text, re.MULTILINE):
        assert set(command.split()) <= targets, command
    for module in re.findall(r"python -m ([\w.]+)", text):
        assert (ROOT / (module.replace(".", "/") + ".py")).is_file(), module
    for path in re.findall(r"(?:python |\()([\w/]+\.(?:py|md))", text):
        assert (ROOT / path).is_file(), path
