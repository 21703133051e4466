"""Reading overlay documents: what is none is an error of one line."""

from pathlib import Path

import pytest

from codegen.correct import apply_overlays, load_overlay
from codegen.errors import CodegenError


def written(tmp_path: Path, text: str, name: str = "fix.yaml") -> Path:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return path


HEAD = "overlay: 1.0.0\ninfo: {title: Test, version: '1'}\n"


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("[]", "fix.yaml must be an object"),
        ("", "fix.yaml must be an object"),
        ("overlay: 1.0.0\nactions: []", "fix.yaml: info is missing"),
        ("overlay: 1.1.0\ninfo: {title: t, version: v}\nactions: [{}]", "overlay must be 1.0.0"),
        ("overlay: 1.0\ninfo: {title: t, version: v}\nactions: [{}]", "overlay must be a string"),
        ("overlay: 1.0.0\ninfo: {title: t}\nactions: []", "fix.yaml: info: version is missing"),
        ("overlay: 1.0.0\ninfo: {title: t, version: 1}\nactions: []", "info.version must be a str"),
        ("overlay: 1.0.0\ninfo: {title: 1, version: v}\nactions: []", "info.title must be a str"),
        (HEAD, "fix.yaml: actions is missing"),
        (HEAD + "actions: []", "at least one action"),
        (HEAD + "actions: {}", "actions must be a list"),
        (HEAD + "extends: 1\nactions: [{}]", "extends must be a string"),
        (HEAD + "actoins: []\nactions: []", "unknown key 'actoins'"),
        (HEAD + "actions: [text]", "fix.yaml, action 1 must be an object"),
        (HEAD + "actions: [{update: {}}]", "fix.yaml, action 1: target is missing"),
        (HEAD + "actions: [{target: [$.a], update: {}}]", "action 1: target must be a string"),
        (HEAD + "actions: [{target: $.a}]", "action 1: does nothing"),
        (HEAD + "actions: [{target: $.a, udpate: {}}]", "action 1: unknown key 'udpate'"),
        (HEAD + "actions: [{target: $.a, remove: 'true'}]", "remove must be true or false"),
        (HEAD + "actions: [{target: $.a, remove: yes}]", "remove must be true or false"),
        (HEAD + "actions: [{target: $.a, remove: true, description: 1}]", "description must be a"),
        (HEAD + "actions: [{target: $.a, remove: true, x-faults: D01}]", "x-faults must be a list"),
        (HEAD + "actions: [{target: $.a, remove: true, x-when: true}]", "x-when must be a string"),
        (HEAD + "actions: [{target: $.a, remove: true, x-operation: /a}]", 'like "GET /divisions"'),
        (HEAD + "actions: [&a {target: $.a, remove: true}, *a]", "action 2 repeats action 1"),
        (HEAD + "actions: [{target: $, update: {a: 1, a: 2}}]", 'key "a" is given twice'),
        (HEAD + "actions: [{target: $, update: !!set {a}}]", "fix.yaml: cannot be read"),
        (HEAD + "actions: [{target: $, update: &a {a: *a}}]", "fix.yaml: cannot be read"),
        (HEAD + "actions: [}", "fix.yaml: cannot be read"),
        (HEAD + "actions: []\n---\n" + HEAD, "fix.yaml: cannot be read"),
    ],
)
def test_what_is_no_overlay_is_an_error_of_one_line(tmp_path, text, problem):
    with pytest.raises(CodegenError) as caught:
        load_overlay(written(tmp_path, text))
    assert problem in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("text", "problem"),
    [("{", "cannot be read"), ('{"overlay": 1, "overlay": 2}', "is given twice")],
)
def test_broken_json_is_an_error_of_one_line(tmp_path, text, problem):
    with pytest.raises(CodegenError, match=problem):
        load_overlay(written(tmp_path, text, "fix.json"))


def test_a_missing_or_unreadable_file_is_an_error_of_one_line(tmp_path):
    with pytest.raises(CodegenError, match=r"gone\.yaml: cannot be read"):
        load_overlay(tmp_path / "gone.yaml")
    (tmp_path / "bytes.yaml").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(CodegenError, match=r"bytes\.yaml: cannot be read"):
        load_overlay(tmp_path / "bytes.yaml")


def test_yaml_means_what_json_would(tmp_path):
    text = """overlay: 1.0.7
info: {title: Test, version: '1', x-by: us}
extends: ../openapi.json
x-anything: {at: all}
actions:
  - target: $
    x-sure: fine
    update:
      date: 2026-08-27
      time: 2026-08-27T10:00:00Z
      norway: no
      ratio: 10:30
      yes: on
      200: a key of answers
      truth: true
      nothing: null
      number: -1.5e3
      count: 42
"""
    result, _ = apply_overlays({}, [load_overlay(written(tmp_path, text))])
    assert result == {
        "date": "2026-08-27",
        "time": "2026-08-27T10:00:00Z",
        "norway": "no",
        "ratio": "10:30",
        "yes": "on",
        "200": "a key of answers",
        "truth": True,
        "nothing": None,
        "number": -1500.0,
        "count": 42,
    }


def test_an_action_carries_its_reason_and_faults(tmp_path):
    text = HEAD + (
        "actions:\n"
        "  - target: $.a\n"
        "    description: |\n      Two\n      lines.\n"
        "    x-faults: [D01, D02]\n"
        "    x-operation: GET /a/{id}\n"
        "    remove: true\n"
    )
    fix = load_overlay(written(tmp_path, text, "10-first.yaml"))
    (action,) = fix.actions
    assert (fix.name, fix.title) == ("10-first.yaml", "Test")
    assert (action.name, action.target.text) == ("10-first.yaml, action 1", "$.a")
    assert (action.description, action.faults) == ("Two lines.", ("D01", "D02"))
    assert action.operation == ("/a/{id}", "get")
