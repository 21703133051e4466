"""What a project says of itself is the same everywhere; where it is not, a line says so."""

import re
from datetime import date
from pathlib import Path

import pytest

from release import project
from release.checks import Check, ReleaseError, run

ROOT = Path(__file__).parents[2]
TODAY = date(2030, 5, 17)
PYPROJECT = """
[project]
name = "small"
requires-python = ">=3.11"
classifiers = [
    "Development Status :: 4 - Beta",
    "Programming Language :: Python :: 3 :: Only",
    "Programming Language :: Python :: 3.11",
    "Programming Language :: Python :: 3.12",
]

[tool.hatch.version]
path = "small/_version.py"
"""
FILES = {
    "pyproject.toml": PYPROJECT,
    "small/_version.py": '__version__ = "0.2.0"\n',
    "CHANGELOG.md": """# Changelog

## 0.2.0 - 2030-05-17
- New.

## 0.1.0 - 2030-01-01
- All.
""",
    ".github/workflows/tests.yml": 'python: ["3.11", "3.12", "3.13t"]\n',
}


@pytest.fixture
def tree(tmp_path):
    def tree(name="", old="", new=""):
        for path, text in FILES.items():
            (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
            assert path != name or old in text
            changed = text.replace(old, new, 1) if path == name else text
            (tmp_path / path).write_text(changed, encoding="utf-8")
        return tmp_path

    return tree


def test_nothing_is_found_where_all_agrees(tree):
    root = tree()
    assert list(project.version_findings(root, "v0.2.0")) == []
    assert list(project.version_findings(root, None)) == []
    assert list(project.changelog_findings(root, TODAY)) == []
    assert list(project.python_findings(root)) == []


@pytest.mark.parametrize(
    ("version", "tag", "said"),
    [
        ("0.2.0", "v0.2.1", "the tag is v0.2.1, the version 0.2.0"),
        ("0.2.0", "0.2.0", "the tag is 0.2.0, the version 0.2.0"),
        ("0.3.0.dev1", None, "0.3.0.dev1 is not the version of a release"),
        ("0.3", None, "0.3 is not the version of a release"),
        ("1.0.0", None, "1.0.0 does not go with the classifier Development Status"),
    ],
)
def test_a_version_that_cannot_be_released(tree, version, tag, said):
    root = tree("small/_version.py", "0.2.0", version)
    assert list(project.version_findings(root, tag)) == [said]


def test_a_stable_status_wants_a_stable_version(tree):
    root = tree("pyproject.toml", "4 - Beta", "5 - Production/Stable")
    (said,) = project.version_findings(root, None)
    assert said == "0.2.0 does not go with the classifier Development Status"


def test_a_file_without_a_version_is_named(tree):
    root = tree("small/_version.py", "__version__", "version")
    with pytest.raises(ReleaseError, match=r"^small/_version\.py holds no version$"):
        list(project.version_findings(root, None))


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("[project]", "[project", "pyproject.toml cannot be read: "),
        ("classifiers =", "keywords =", "pyproject.toml says nothing under project.classifiers"),
        ("version]", "place]", "pyproject.toml says nothing under tool.hatch.version.path"),
    ],
)
def test_a_pyproject_that_does_not_say_what_is_needed_is_a_line(tree, old, new, said):
    root = tree("pyproject.toml", old, new)
    with pytest.raises(ReleaseError, match=f"^{re.escape(said)}.*$"):
        list(project.version_findings(root, None))


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("## 0.2.0 - 2030-05-17\n- New.\n\n", "", "the newest section of CHANGELOG.md is not"),
        ("0.2.0 - 2030-05-17", "0.2.1 - 2030-05-17", "the newest section of CHANGELOG.md is not"),
        ("## 0.2.0 - 2030-05-17", "## Unreleased", "what stands under Unreleased"),
        ("## 0.2.0", "## Unreleased\n- More.\n\n## 0.2.0", "what stands under Unreleased"),
        ("## 0.2.0", "## [Unreleased]\n- More.\n\n## 0.2.0", "what stands under Unreleased"),
        (" - 2030-05-17", "", "the section of 0.2.0 in CHANGELOG.md has no day"),
        ("2030-05-17", "20300517", "the section of 0.2.0 in CHANGELOG.md has no day"),
        ("2030-05-17", "May 2030", "the section of 0.2.0 in CHANGELOG.md has no day"),
        ("2030-05-17", "2030-05-18", "CHANGELOG.md: 2030-05-18 is yet to come"),
        ("- New.\n", "", "the section of 0.2.0 in CHANGELOG.md is empty"),
        (FILES["CHANGELOG.md"], "", "the newest section of CHANGELOG.md is not"),
    ],
)
def test_a_changelog_that_does_not_tell_of_the_version(tree, old, new, said):
    root = tree("CHANGELOG.md", old, new)
    assert next(project.changelog_findings(root, TODAY)).startswith(said)


def test_an_empty_section_of_what_is_to_come_may_stand_there(tree):
    root = tree("CHANGELOG.md", "## 0.2.0", "## Unreleased\n\n## [0.2.0]")
    assert list(project.changelog_findings(root, TODAY)) == []


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (">=3.11", ">=3.12", "requires-python is >=3.12, the classifiers name 3.11, 3.12"),
        (">=3.11", "~=3.11", "requires-python is ~=3.11, the classifiers name 3.11, 3.12"),
        ("Python :: 3.12", "Python :: 3.13", "the classifiers name 3.11, 3.13"),
        ("Python :: 3.12", "Python :: 3.11", "the classifiers name 3.11, 3.11"),
        ("Python :: 3.11", "Python :: 3", "the classifiers name 3.12"),
    ],
)
def test_classifiers_that_are_not_what_is_admitted(tree, old, new, said):
    assert said in next(project.python_findings(tree("pyproject.toml", old, new)))


def test_a_python_is_declared_if_the_workflow_tests_it(tree):
    root = tree("pyproject.toml", "3.12", '3.12",\n    "Programming Language :: Python :: 3.13')
    (said,) = project.python_findings(root)  # 3.13t is another one
    assert said == ".github/workflows/tests.yml does not test 3.13"


@pytest.mark.parametrize(
    ("address", "shown", "said"),
    [
        (None, "", "pyproject.toml does not say where the repository is: add [project.urls] with "),
        ("https://example.com/small", "", "is not the address of a repository"),
        ("https://forge.example/owner/small", "", "is not the address of a repository"),
        ("http://forge.org/owner/small", "", "is not the address of a repository"),
        ("https://forge.org", "", "is not the address of a repository"),
        ("https://forge.org/OWNER/small", "", "is not the address of a repository"),
        ("https://forge.org/owner/small", "[a](docs/a.md) [b](https://b.org)", "to docs/a.md"),
    ],
)
def test_an_address_is_wanted_and_what_the_index_shows_leads_there(tree, address, shown, said):
    urls = f'requires-python\n[project.urls]\nRepository = "{address}"\n' if address else ""
    root = tree()
    text = FILES["pyproject.toml"] + urls.removeprefix("requires-python")
    (root / "pyproject.toml").write_text(text, encoding="utf-8")
    (found,) = project.address_findings(root, lambda: shown)
    assert said in found


def test_an_address_is_enough_if_links_are_whole(tree):
    root = tree()
    urls = '\n[project.urls]\nrepository = "https://forge.org/owner/small"\n'
    (root / "pyproject.toml").write_text(FILES["pyproject.toml"] + urls, encoding="utf-8")
    shown = "[a](#here) [b](https://b.org) [c](mailto:c@d.org)"
    assert list(project.address_findings(root, lambda: shown)) == []


def test_of_this_project_only_the_address_is_missing_today():
    def shown():
        raise AssertionError("what the index shows does not matter yet")

    day = date.max  # whenever this runs
    findings = {
        "version": list(project.version_findings(ROOT, None)),
        "changelog": list(project.changelog_findings(ROOT, day)),
        "classifiers": list(project.python_findings(ROOT)),
        "address": list(project.address_findings(ROOT, shown)),
    }
    (address,) = findings.pop("address")
    assert findings == {"version": [], "changelog": [], "classifiers": []}
    assert "[project.urls]" in address
    assert "\n" not in address
    assert "Repository" in (ROOT / "docs" / "releasing.md").read_text(encoding="utf-8")


def test_all_checks_are_run_and_each_says_a_line(capsys):
    def fails():
        raise ReleaseError("no such tool")

    checks = [
        Check("one", lambda: iter(())),
        Check("two", lambda: iter(["this", "and that"])),
        Check("three", fails),
        Check("four", list),
    ]
    assert run(checks) == ["two", "three"]
    assert capsys.readouterr().out.splitlines() == [
        "ok      one",
        "failed  two: this",
        "        and that",
        "failed  three: no such tool",
        "ok      four",
    ]
