"""What is built of a small repository, and what is found if it is not what it should be."""

import shutil
import subprocess
import sys
import tarfile
import zipfile

import pytest

from release import __main__ as command
from release import build, contents
from release.checks import Check, ReleaseError
from release.command import output, telling
from release.pythons import Python, find, missing_findings

FILES = {
    "pyproject.toml": """
[build-system]
requires = ["hatchling"]
build-backend = "hatchling.build"

[project]
name = "small"
description = "Small."
readme = "README.md"
requires-python = ">=3.11"
dynamic = ["version"]

[tool.hatch.version]
path = "small/_version.py"

[tool.hatch.build.targets.wheel]
packages = ["small", "made/other"]
""",
    "README.md": "Маленький.\n",
    "small/__init__.py": "",
    "small/_version.py": '__version__ = "0.2.0"\n',
    "small/data.json": "{}\n",
    "made/other/__init__.py": "",
    "made/not_shipped.json": "{}\n",
    "tests/test_small.py": "",
    ".gitignore": "build/\n",
}


def git(root, *words):
    identity = ("-c", "user.name=A", "-c", "user.email=a@example.org")
    subprocess.run(["git", *identity, *words], cwd=root, check=True, capture_output=True)


@pytest.fixture(scope="module")
def root(tmp_path_factory):
    root = tmp_path_factory.mktemp("small")
    for name, text in FILES.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")
    git(root, "init", "--quiet")
    git(root, "add", ".")
    git(root, "commit", "--quiet", "--message", "All of it", "--date", "2030-05-17T12:00:00Z")
    return root


@pytest.fixture(scope="module")
def first(root, tmp_path_factory):
    folder = tmp_path_factory.mktemp("work")
    built = folder / "built"
    assert list(build.build(root, folder, built)) == []
    return built


@pytest.fixture
def built(first, tmp_path):
    return shutil.copytree(first, tmp_path / "built")


def test_what_is_committed_is_what_is_held(root, built):
    assert sorted(path.name for path in built.iterdir()) == [
        "small-0.2.0-py3-none-any.whl",
        "small-0.2.0.tar.gz",
    ]
    assert list(contents.sdist_findings(root, built)) == []
    assert list(contents.wheel_findings(root, built)) == []
    assert contents.shown(built) == "Маленький.\n"


def test_what_is_not_committed_is_told(root, tmp_path):
    there = shutil.copytree(root, tmp_path / "there")
    assert list(build.uncommitted(there)) == []
    (there / "stray.py").touch()
    assert list(build.uncommitted(there)) == ["not committed: stray.py"]
    (there / "README.md").write_text("Other.\n")
    assert list(build.uncommitted(there)) == ["not committed: README.md and 1 more"]


def test_a_folder_without_history_is_no_source_of_a_release(tmp_path):
    with pytest.raises(ReleaseError, match="not a git repository"):
        list(build.uncommitted(tmp_path))


def add_to_wheel(built, name):
    with zipfile.ZipFile(build.artefact(built, ".whl"), "a") as packed:
        packed.writestr(name, "")


@pytest.mark.parametrize("name", ["small/left.py", "small/__pycache__/a.pyc", "tests/test_a.py"])
def test_a_file_too_much_in_the_wheel(root, built, name):
    add_to_wheel(built, name)
    assert list(contents.wheel_findings(root, built)) == [f"the wheel should not hold {name}"]


def without(path, kept):
    """Write a wheel anew, with the members that ``kept`` returns something for."""
    with zipfile.ZipFile(path) as packed:
        members = {one: packed.read(one) for one in packed.namelist()}
    with zipfile.ZipFile(path, "w") as packed:
        for name, data in members.items():
            if (new := kept(name, data)) is not None:
                packed.writestr(name, new)


def test_a_file_that_the_wheel_lacks(root, built):
    wheel = build.artefact(built, ".whl")
    without(wheel, lambda name, data: None if name.endswith("data.json") else data)
    assert list(contents.wheel_findings(root, built)) == ["the wheel lacks small/data.json"]


def test_a_wheel_of_another_version(root, built):
    wheel = build.artefact(built, ".whl")
    without(wheel, lambda _, data: data.replace(b"Version: 0.2.0", b"Version: 0.1.0"))
    said = "the wheel says that it is 0.1.0, the project 0.2.0"
    assert list(contents.wheel_findings(root, built)) == [said]


def test_an_sdist_that_lacks_a_file_and_one_with_too_many(root, built, tmp_path):
    path = build.artefact(built, ".tar.gz")
    with tarfile.open(path) as packed:
        packed.extractall(tmp_path / "open", filter="data")
    inside = tmp_path / "open" / "small-0.2.0"
    (inside / "tests" / "test_small.py").unlink()
    (inside / "secret.env").touch()
    (inside / "secrets.env").touch()
    with tarfile.open(path, "w:gz") as packed:
        packed.add(inside, inside.name)
    assert list(contents.sdist_findings(root, built)) == [
        "the sdist lacks tests/test_small.py",
        "the sdist should not hold secret.env and 1 more",
    ]


def test_what_differs_is_named(built, first):
    assert list(build.differences(first, built)) == []
    add_to_wheel(built, "small/other.py")
    wheel, sdist = "small-0.2.0-py3-none-any.whl", "small-0.2.0.tar.gz"
    again = f"{wheel} is not the same when it is built again"
    assert list(build.differences(built, first)) == [f"{again}: small/other.py"]
    assert list(build.differences(first, built)) == [f"{again}: its frame"]
    (built / sdist).unlink()
    assert f"{sdist} was built once in two times" in build.differences(first, built)


def test_nothing_built_is_an_error_with_a_name(tmp_path):
    with pytest.raises(ReleaseError, match=r"^0 files \*\.whl were built$"):
        build.artefact(tmp_path, ".whl")


def script(folder, name, body):
    folder.mkdir(exist_ok=True)
    (folder / name).write_text(f"#!/bin/sh\n{body}\n")
    (folder / name).chmod(0o755)
    return folder / name


def test_pythons_are_found_by_name_and_the_first_that_runs_is_taken(tmp_path):
    shims, real, more = (tmp_path / name for name in ("shims", "real", "more"))
    script(shims, "python3.12", "echo 'not found' >&2; exit 127")
    script(shims, "python3.11-config", "echo 3.11")
    script(shims, "python3", "echo 3.11")
    paths = [script(real, f"python3.{number}", f"echo 3.{number}") for number in (9, 11, 12)]
    script(more, "python3.11", "echo 3.11")
    free = script(more, "python3.13t", "echo 3.13t")
    here = find([shims, tmp_path / "none", real, more], "3.11")
    assert here == [Python("3.11", paths[1]), Python("3.12", paths[2]), Python("3.13t", free)]
    assert list(missing_findings(["3.11", "3.12"], here)) == []
    assert list(missing_findings(["3.12", "3.13"], here)) == ["not on this machine: 3.13"]


def test_an_interpreter_tells_itself_what_it_is(tmp_path):
    link = tmp_path / "python3.99"  # a name proves nothing
    link.symlink_to(sys.executable)
    version = "{}.{}".format(*sys.version_info[:2])
    assert [one.version.rstrip("t") for one in find([tmp_path], "3.11")] == [version]


def test_a_command_runs_without_what_this_environment_brings(monkeypatch):
    monkeypatch.setenv("PYTHONPATH", "somewhere")
    monkeypatch.setenv("NOVAPOST_API_KEY", "0123456789abcdef")
    program = (
        "import os; print(*sorted({'PYTHONPATH', 'NOVAPOST_API_KEY', 'MORE'} & {*os.environ}))"
    )
    assert output(sys.executable, "-c", program, MORE="1") == "MORE\n"


def test_a_command_that_fails_is_a_line(tmp_path):
    with pytest.raises(ReleaseError, match=r"^no-such-tool: No such file or directory$"):
        output(tmp_path / "no-such-tool")
    program = "import sys; print('fine'); print('ERROR:  a', file=sys.stderr); sys.exit(1)"
    with pytest.raises(ReleaseError, match=r"^ERROR: a$"):
        output(sys.executable, "-c", program)
    assert telling("\x1b[31mone\n\ntwo\n") == "two"
    assert len(telling("error " * 1000)) < 400


@pytest.mark.parametrize(("finding", "status"), [([], 0), (["wrong"], 1)])
def test_only_what_passed_goes_into_dist(monkeypatch, tmp_path, capsys, finding, status):
    def made(_root, _work, built):
        built.mkdir(parents=True)
        (built / "new.whl").touch()
        yield Check("made", lambda: finding)

    (tmp_path / "dist").mkdir()
    (tmp_path / "dist" / "old.whl").touch()
    monkeypatch.setattr(command, "ROOT", tmp_path)
    monkeypatch.setattr(command, "said", lambda *_: [Check("said", list)])
    monkeypatch.setattr(command, "made", made)
    assert command.main([]) == status
    assert [path.name for path in (tmp_path / "dist").iterdir()] == [
        "old.whl" if status else "new.whl"
    ]
    told = capsys.readouterr().out.splitlines()
    assert [line[:6].strip() for line in told[:2]] == ["ok", "failed" if status else "ok"]
    assert ("not to be released: made" in told[-1]) is bool(status)
