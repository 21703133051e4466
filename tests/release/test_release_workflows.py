"""The workflows of the forge: pinned, with few rights, and of commands that there are.

`make release-check` has two linters read them; what those cannot know is tested here.
"""

import re
from pathlib import Path

import pytest
import yaml

from release import project

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / ".github" / "workflows"
TEXTS = {path.name: path.read_text(encoding="utf-8") for path in sorted(FOLDER.glob("*.yml"))}
WORKFLOWS = {name: yaml.safe_load(text) for name, text in TEXTS.items()}
JOBS = {
    f"{name}: {key}": job for name, flow in WORKFLOWS.items() for key, job in flow["jobs"].items()
}
READS = {"contents": "read"}


@pytest.mark.parametrize("name", TEXTS)
def test_actions_are_pinned_by_commit_with_the_version_beside_it(name):
    used = re.findall(r"uses: (.+)", TEXTS[name])
    assert used
    for one in used:
        assert re.fullmatch(r"[\w-]+/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", one), one


def test_an_action_is_pinned_to_one_commit_everywhere():
    used = set(re.findall(r"uses: (\S+)@(\S+)", "".join(TEXTS.values())))
    assert len(used) == len({action for action, _ in used})


def test_rights_are_given_to_a_job_and_none_more_than_it_uses():
    assert [flow["permissions"] for flow in WORKFLOWS.values()] == [{}] * len(WORKFLOWS)
    rights = {name: job["permissions"] for name, job in JOBS.items()}
    assert {name: right for name, right in rights.items() if right != READS} == {
        "release.yml: publish": {"id-token": "write"},
        "release.yml: announce": {
            "contents": "write",
            "id-token": "write",
            "attestations": "write",
        },
    }


def test_nothing_is_published_unless_everything_was_checked():
    jobs = WORKFLOWS["release.yml"]["jobs"]
    assert jobs["publish"]["needs"] == "check"
    assert jobs["announce"]["needs"] == "publish"
    assert jobs["publish"]["environment"] == "pypi"
    assert not [job for job in jobs.values() if "continue-on-error" in job]
    assert "secrets." not in "".join(TEXTS.values())


def test_what_is_declared_must_pass_and_has_its_say():
    matrix = WORKFLOWS["tests.yml"]["jobs"]["unit"]["strategy"]["matrix"]
    assert matrix["python"] == project.declared(ROOT)
    unseen = {one["python"] for one in matrix["include"] if one["unseen"]} - {*matrix["python"]}
    assert unseen == {"3.14", "3.15"}
    (tried,) = re.findall(r"python-version: \|\n((?: +3\.\d+\n)+)", TEXTS["release.yml"])
    assert sorted(tried.split()) == project.declared(ROOT)


def test_three_systems_free_threads_oldest_versions_and_the_site_are_there():
    jobs = WORKFLOWS["tests.yml"]["jobs"]
    assert jobs["free-threaded"]["strategy"]["matrix"]["python"] == ["3.13t", "3.14t"]
    matrix = jobs["unit"]["strategy"]["matrix"]
    systems = {*matrix["system"], *(one["system"] for one in matrix["include"])}
    systems |= {job["runs-on"] for job in jobs.values()} - {"${{ matrix.system }}"}
    assert {system.split("-")[0] for system in systems} == {"ubuntu", "macos", "windows"}
    steps = [step.get("run", "") for job in jobs.values() for step in job["steps"]]
    assert {"make test-lowest", "make docs"} <= {*steps}


def test_commands_are_targets_of_the_makefile_and_files_that_are_there():
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    commands = [step["run"] for job in JOBS.values() for step in job["steps"] if "run" in step]
    for command in commands:
        words = command.split()
        if words[0] == "make":
            for target in (word for word in words[1:] if "=" not in word):
                assert f"\n{target}:" in makefile, target
        for path in re.findall(r"[\w/]+\.py\b", command):
            assert (ROOT / path).is_file(), path


def test_the_lines_for_the_address_are_those_that_the_check_asks_for(tmp_path):
    page = (ROOT / "docs" / "releasing.md").read_text(encoding="utf-8")
    lines = re.search(r"```toml\n(.*?)```", page, re.DOTALL)[1]
    for written, found in ((lines, 1), (lines.replace("FORGE/OWNER", "forge.org/owner"), 0)):
        (tmp_path / "pyproject.toml").write_text(f"[project]\n{written}", encoding="utf-8")
        assert len(list(project.address_findings(tmp_path, str))) == found
