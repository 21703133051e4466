"""What the pages list is what there is."""

import inspect
import re

from docs_pages import PAGES

import novapost_auth
from novapost_auth import NovaPost, NovaPostError


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
    told = {name.strip("`") for name in rows_of(PAGES["docs/errors.md"], "## What each one means")}
    assert told == set(drawn) - {"NovaPostError", "ApiError"}


def test_every_setting_is_told():
    table = PAGES["docs/settings.md"].partition("## Servers")[0]
    told = re.findall(r"^\| `(\w+)` \|", table, re.MULTILINE)
    assert told == list(inspect.signature(NovaPost).parameters)
    for variable in ("NOVAPOST_API_KEY", "NOVAPOST_SERVER", "NOVAPOST_LOG"):
        assert variable in table
