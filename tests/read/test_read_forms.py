"""Reading the published document: every form it comes in, and every way it can be broken."""

import html
import json
import re
import sys
from pathlib import Path

import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st

from codegen.errors import CodegenError
from codegen.read import load_document

DOCUMENT = {
    "openapi": "3.0.0",
    "info": {"title": "Parcels 📦", "version": "1.0.0"},
    "paths": {
        "/parcels": {
            "get": {
                "description": 'Посилки.\nA \\u and a "quote".',
                "responses": {"200": {"description": "OK"}},
            }
        }
    },
}
JSON_TEXT = json.dumps(DOCUMENT)
YAML_TEXT = yaml.safe_dump(DOCUMENT, allow_unicode=True, sort_keys=False)
PAGE = "# How to get a token\n\n> Some prose.\n\n```{info}\n{text}\n```\n\nMore prose.\n"
OPENING = "openapi: 3.0.0\npaths:\n  /a:\n"


@pytest.fixture
def load(tmp_path):
    def write_and_load(content, name="spec.txt"):
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return load_document(path)

    return write_and_load


@pytest.fixture
def refusal(load, tmp_path):
    """The message for a bad document, without the path it begins with."""

    def refuse(content, name="spec.txt"):
        with pytest.raises(CodegenError) as caught:
            load(content, name)
        message = str(caught.value)
        assert "\n" not in message
        assert message.startswith(f"{tmp_path / name}: ")
        return message.removeprefix(f"{tmp_path / name}: ")

    return refuse


def page(text, info="json"):
    return PAGE.format(info=info, text=text)


@pytest.mark.parametrize("name", ["spec.json", "spec.yaml", "spec.md", "spec.txt", "spec"])
@pytest.mark.parametrize(
    "content",
    [
        JSON_TEXT,
        json.dumps(DOCUMENT, indent="\t"),
        json.dumps(DOCUMENT, indent=4).replace("/", "\\/"),
        json.dumps(DOCUMENT, ensure_ascii=False),
        page(JSON_TEXT),
        page(JSON_TEXT, info=""),
        page(YAML_TEXT, info="yaml"),
        page(YAML_TEXT, info="yaml").replace("```", "~~~~"),
    ],
)
def test_json_and_pages_are_told_apart_by_content(load, name, content):
    assert load(content, name) == DOCUMENT


@pytest.mark.parametrize("name", ["spec.yaml", "spec.yml", "spec.txt", "spec.md", "spec"])
@pytest.mark.parametrize("content", [YAML_TEXT, "# A comment\n---\n" + YAML_TEXT])
def test_yaml_is_known_by_content(load, name, content):
    assert load(content, name) == DOCUMENT


@pytest.mark.parametrize(
    "content", [JSON_TEXT, json.dumps(DOCUMENT, indent=1), YAML_TEXT, page(YAML_TEXT)]
)
def test_byte_order_mark_and_windows_lines_are_passed_over(load, content):
    assert load(b"\xef\xbb\xbf" + content.replace("\n", "\r\n").encode()) == DOCUMENT


def test_json_in_a_yaml_file_keeps_its_escapes(load):
    text = JSON_TEXT.replace("/", "\\/")
    assert "\\ud83d\\udce6" in text
    assert load(text, "spec.yaml") == DOCUMENT
    assert load(f"---\n{text}", "spec.yaml") == DOCUMENT


def test_flow_mappings_are_yaml(load):
    document = load("{openapi: 3.0.0, paths: {/a: {get: {responses: {200: {}}}}}}")
    assert document["paths"] == {"/a": {"get": {"responses": {"200": {}}}}}


def test_tabs_between_tokens_are_yaml(load):
    assert load("openapi:\t3.0.0\t\npaths:\t# here\n  /a:\t{get:\t{},\n\t\tput: {}}\n") == {
        "openapi": "3.0.0",
        "paths": {"/a": {"get": {}, "put": {}}},
    }


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("NO", "NO"),
        ("yes", "yes"),
        ("off", "off"),
        ("y", "y"),
        ("true", True),
        ("False", False),
        ("2025-09-23", "2025-09-23"),
        ("2025-09-23T10:20:30Z", "2025-09-23T10:20:30Z"),
        ("2025-09-23 10:20:30 +02:00", "2025-09-23 10:20:30 +02:00"),
        ("12:30", "12:30"),
        ("1_000", "1_000"),
        ("0b11", "0b11"),
        ("=", "="),
        ("0o17", 15),
        ("0x1f", 31),
        ("007", 7),
        ("-15", -15),
        ("1.50", 1.5),
        ("2e3", 2000.0),
        (".5", 0.5),
        ("1.0.0", "1.0.0"),
        ("1e", "1e"),
        ("~", None),
        ("null", None),
        ("", None),
        ("'null'", "null"),
        ('"007"', "007"),
        ("!!str 42", "42"),
        ("!!timestamp 2025-09-23", "2025-09-23"),
        ("!!int '42'", 42),
        ("|\n      two\n      lines", "two\nlines\n"),
        (r'"\ud83d\ude00"', "😀"),
    ],
)
def test_plain_scalars_mean_what_yaml_1_2_says(load, written, value):
    document = load(f"{OPENING}    x-a: {written}\n")
    assert repr(document["paths"]["/a"]["x-a"]) == repr(value)


def test_keys_are_text_as_written(load):
    document = load(
        f"{OPENING}    x-a: {{200: a, NO: b, null: c, 2025-01-01: d, true: e, '': f, 1.0: g}}\n"
    )
    assert document["paths"]["/a"]["x-a"] == {
        "200": "a",
        "NO": "b",
        "null": "c",
        "2025-01-01": "d",
        "true": "e",
        "": "f",
        "1.0": "g",
    }


def test_aliases_are_copies_that_can_be_changed_apart(load):
    document = load(f"{OPENING}    x-a: &a {{list: [1]}}\n    x-b: *a\n    x-c: *a\n")
    item = document["paths"]["/a"]
    item["x-b"]["list"].append(2)
    assert item == {"x-a": {"list": [1]}, "x-b": {"list": [1, 2]}, "x-c": {"list": [1]}}


def test_merge_keys_give_way_to_the_keys_beside_them(load):
    document = load(
        f"{OPENING}    x-a: &a {{one: 1, two: 1}}\n    x-b: &b {{two: 2, three: 2}}\n"
        "    x-c: {<<: [*a, *b], one: 3}\n    x-d: {<<: *a, '<<': text}\n"
    )
    assert document["paths"]["/a"]["x-c"] == {"one": 3, "two": 1, "three": 2}
    assert document["paths"]["/a"]["x-d"] == {"one": 1, "two": 1, "<<": "text"}


def test_version_written_as_a_number_becomes_text(load):
    assert load("openapi: 3.0\npaths: {/a: {}}")["openapi"] == "3.0"


def test_fences_that_hold_something_else_are_passed_over(load):
    answer = '```json\n{"jwt": "aaa", "schema": {"openapi": "no document"}}\n```\n'
    shell = "```\nGET https://example.com/page.md?ask=<question>\n```\n"
    broken = "```json\n{jwt: ...}\n```\n"
    assert (
        load(broken + answer + shell + page(JSON_TEXT) + shell + "```python\nprint(1)\n```\n")
        == DOCUMENT
    )


def test_fence_is_closed_by_its_own_kind_alone(load):
    document = DOCUMENT | {"info": {"title": "t", "version": "1", "description": "```\nx\n```\n"}}
    assert load(page(yaml.safe_dump(document))) == document
    assert (
        load(f"~~~~yaml\n{YAML_TEXT}x-a: |2\n  a\n\n  ~~~\n  ```\n~~~~\n")["x-a"] == "a\n\n~~~\n```"
    )
    assert load(f"prose\n```json\n{JSON_TEXT}") == DOCUMENT


def test_front_matter_is_no_document(load):
    assert load(f"---\nopenapi: get /parcels\n---\n{page(JSON_TEXT)}") == DOCUMENT


def test_place_of_a_fault_counts_from_the_top_of_the_page(refusal):
    assert refusal(page('{"openapi": "3.0.0",\n  "paths": }')) == (
        "broken JSON at line 7, column 12: Expecting value"
    )
    assert refusal(page("openapi: 3.0.0\npaths: a: b")) == (
        "broken YAML at line 7, column 9: mapping values are not allowed here"
    )


@pytest.mark.parametrize("name", ["page.md", "page.markdown"])
@pytest.mark.parametrize("content", ["# Title\n\nNote: one: two\n", page('{"jwt": "aaa"}')])
def test_page_without_a_document_is_refused(refusal, name, content):
    assert refusal(content, name) == (
        "holds no OpenAPI document in a fenced block (```json or ```yaml)"
    )


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "is empty"),
        (b"\xef\xbb\xbf \n\t\n", "is empty"),
        (b'{"openapi": "\xff"}', "is not UTF-8 (byte 14); save it as UTF-8"),
        (JSON_TEXT.encode("utf-16"), "is not UTF-8 (byte 1); save it as UTF-8"),
        (b"<!DOCTYPE html>\n<html><body>Log in</body></html>", "is HTML (a login, an error"),
        (b" <!-- x -->\n<HTML lang='uk'>", "is HTML (a login, an error"),
        (b"<?xml version='1.0'?><!doctype HTML><p>", "is HTML (a login, an error"),
        (b"[]", "holds no OpenAPI document: an object was expected"),
        (b"just text", "holds no OpenAPI document: an object was expected"),
        (b"- a\n- b\n", "holds no OpenAPI document: an object was expected"),
        (b'{"openapi": "3.0.0",}', "broken JSON at line 1, column 2"),  # 20 or 21
        (b'{"openapi": "3.0.0"\n "paths": {}}', "broken JSON at line 2, column 2: Expecting ','"),
        (b'{"openapi": "3.0.0"} x', "broken JSON at line 1, column 22: Extra data"),
        (b'{"a": NaN}', "broken JSON: NaN is not a JSON value"),
        (b'{"a": 1e999}', "holds a number that JSON cannot say (infinite)"),
        (b'{"a": "\\ud800"}', "holds half of a surrogate pair (\\ud800 ...)"),
        (
            b'{"a": 1, "b": 2, "a": 3}',
            'broken JSON: key "a" is given twice, in the object with "b"',
        ),
        (b'{"a": ' + b"9" * 5000 + b"}", "broken JSON: Exceeds the limit"),
        (b'{"a": ' + b"[" * 300 + b"]" * 300 + b"}", "is nested more than 200 levels deep"),
        (b'{"a": ' + b"[" * 200_000, "is nested too deeply"),
        (b"a: " + b"[" * 200_000, "is nested too deeply"),
        (b"a: 1\nb: 2\na: 3\n", 'broken YAML at line 3, column 1: key "a" is given twice'),
        (b"200: 1\n'200': 2\n", 'broken YAML at line 2, column 1: key "200" is given twice'),
        (b"a: b: c\n", "broken YAML at line 1, column 5: mapping values are not allowed here"),
        (b"a:\n\tb: 1\n", "broken YAML at line 2, column 1: found character '\\t'"),
        (b"a: 'open\n", "broken YAML at line 2, column 1: found unexpected end of stream"),
        (b"a: 1\nb: \x07\n", "broken YAML at line 2, column 4: character U+0007"),
        (b'a: "\\UFFFFFFFF"\n', "broken YAML"),
        (b"a: " + b"9" * 5000, "broken YAML at line 1, column 4: not a number that can be read"),
        (b"a: 1e999\n", "holds a number that JSON cannot say (infinite)"),
        (b"a: *b\n", "broken YAML at line 1, column 4: found undefined alias 'b'"),
        (b"a: &a [*a]\n", "broken YAML at line 1, column 4: an alias leads back"),
        (b"[a, b]: c\n", "broken YAML at line 1, column 1: a key is not a scalar"),
        (b"a: {<<: 5}\n", "broken YAML at line 1, column 9: << merges mappings only"),
        (b"a: !!python/name:os.system x\n", "broken YAML at line 1, column 4: tag"),
        (b"a: !!set {b}\n", "broken YAML at line 1, column 4: tag"),
        (b"a: 1\n---\nb: 1\n", "broken YAML at line 2, column 1: but found another document"),
        (b'{"swagger": "2.0", "paths": {}}', "is Swagger 2.0; convert it to OpenAPI 3.0 first"),
        (b"swagger: '2.0'\n", "is Swagger 2.0; convert it to OpenAPI 3.0 first"),
        (b'{"openapi": "2.0"}', "is OpenAPI 2.0; 3.0 and 3.1 can be read: convert it first"),
        (b'{"openapi": "3.2.0"}', "is OpenAPI 3.2.0; 3.0 and 3.1 can be read: convert it first"),
        (b"openapi: [3]\n", "is OpenAPI [3]; 3.0 and 3.1 can be read: convert it first"),
        (b'{"info": {}}', 'has no "openapi" key; is it an OpenAPI document?'),
        (b'{"openapi": "3.0.3"}', "has no paths; there is nothing to generate"),
        (b'{"openapi": "3.0.3", "paths": {}}', "has no paths; there is nothing to generate"),
        (b'{"openapi": "3.0.3", "paths": ["/a"]}', "paths is not an object"),
        (b'{"openapi": "3.0.3", "paths": {"/a": null}}', 'path "/a" is not an object'),
        (b'{"openapi": "3.0.3", "paths": {"a": {}}}', 'path "a" does not begin with "/"'),
        (b'{"openapi": "3.0.3", "paths": {"/a": {"get": 1}}}', "GET /a is not an object"),
        (b'{"openapi": "3.0.3", "paths": {"/a": {"GET": {}}}}', "path \"/a\" has 'GET', which"),
        (b'{"openapi": "3.0.3", "paths": {"/a": {"query": {}}}}', "path \"/a\" has 'query', wh"),
        (b'{"openapi": "3.0.3", "paths": {"/a": {"$ref": "a.yaml"}}}', "reference a.yaml leads"),
    ],
)
def test_bad_documents_are_told_in_one_line(refusal, content, message):
    assert refusal(content).startswith(message)


def test_a_path_that_stands_elsewhere_is_read(load):
    document = DOCUMENT | {"x-paths": {"a": DOCUMENT["paths"]["/parcels"]}}
    document["paths"] = {"/a": {"$ref": "#/x-paths/a"}, "/b": {"$ref": "#/paths/~1a"}}
    paths = load(json.dumps(document))["paths"]
    assert paths == dict.fromkeys(("/a", "/b"), DOCUMENT["paths"]["/parcels"])
    assert paths["/a"] is not paths["/b"]


@pytest.mark.parametrize(
    ("before", "margin", "after"),
    [
        ("", "    ", ""),  # below an item of a list
        ("1. Step\n\n", "   ", ""),
        ("- Step\n\n", "\t", ""),
        ("", "> ", ""),
        ("", ">", ""),
        ("- Step\n", "  > ", ""),
        ("> ```\n> a fence that ends with its quote\n\n", "", ""),
        ("- x\n- > x\n", "  > ", ""),
        ("- ```\n  a fence that ends with its list\n\n", "", ""),
        ("", "   ", "   "),
    ],
)
@pytest.mark.parametrize("text", [JSON_TEXT, YAML_TEXT, f"\ufeff{JSON_TEXT}", "{openapi: 3.0.0,\n"])
def test_documents_in_lists_and_quotes_are_found(load, before, margin, after, text):
    if text.startswith("{openapi"):
        text += "paths: " + json.dumps(DOCUMENT["paths"]) + "}"
    fenced = "".join(f"{margin}{line}\n" for line in ["```", *text.splitlines(), "```"])
    assert load(f"# Page\n\n{before}{fenced}{after}")["paths"] == DOCUMENT["paths"]


def test_a_document_behind_the_mark_of_a_list_is_found(load):
    assert load(f"# Page\n\n- ```json\n  {JSON_TEXT}\n  ```\n") == DOCUMENT


@pytest.mark.parametrize("text", [f"// GET /a\n{JSON_TEXT}", f"[{JSON_TEXT}]"])
def test_what_should_be_a_document_is_never_passed_over(refusal, text):
    other = json.dumps(DOCUMENT | {"paths": {"/b": {}}})
    assert re.search("line [678]", refusal(page(text) + page(other), "page.md"))


@pytest.mark.parametrize(
    "spoilt",
    [
        "".join(f"    {line}\n" for line in JSON_TEXT.splitlines()),
        "".join(f"    {line}\n" for line in YAML_TEXT.splitlines()),
        f"<pre><code>{JSON_TEXT}</code></pre>\n",
        f'<pre class="yaml">\n{YAML_TEXT}</pre>\n',
        f"<pre>{html.escape(JSON_TEXT)}</pre>\n",
        page(html.escape(JSON_TEXT)),
        page(JSON_TEXT.replace('"', "\u201c")),
        JSON_TEXT,
    ],
)
@pytest.mark.parametrize("is_first", [True, False])
@pytest.mark.parametrize("is_alone", [True, False])
def test_nor_is_one_that_the_portal_has_spoilt(tmp_path, spoilt, is_first, is_alone):
    good = page(json.dumps(DOCUMENT | {"paths": {"/b": {}}}))
    parts = [good, spoilt] if is_first else [spoilt, good]
    text = "# Parcels\n\n" + (spoilt if is_alone else "".join(parts))
    (tmp_path / "page.md").write_text(text, encoding="utf-8")
    with pytest.raises(CodegenError, match=r"page.md: line .* no fence, or no plain quotes"):
        load_document(tmp_path if is_alone else tmp_path / "page.md")


@pytest.mark.parametrize(
    "words",
    [
        "Say `openapi: 3.0.0` first, and the paths: each below `paths`.\n\n    openapi: no\n\n",
        "```yaml\ngenerator:\n  openapi: published.json\n  paths:\n    - a\n```\n\n",
        '```json\n{"openapi": "https://portal.example/", "paths": "below"}\n```\n\n',
        "- Terms:\n  openapi: the document\n  paths: what it describes\n\n",
    ],
)
def test_words_about_documents_are_none(load, words):
    assert load(f"# Page\n\n{words}{page(JSON_TEXT)}{words}", "page.md") == DOCUMENT


def test_extensions_among_the_paths_are_no_paths(load):
    text = '{"openapi": "3.0.3", "paths": {"x-note": "text", "/a": {}}}'
    assert load(text)["paths"]["x-note"] == "text"


def test_aliases_cannot_blow_the_document_up(refusal):
    laughs = "a0: &a0 [ha, ha]\n" + "".join(
        f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]\n" for n in range(1, 12)
    )
    assert "aliases make the document too large" in refusal(laughs)
    text = "a: &a " + "x" * 1_000_000 + "\nb: [" + ", ".join(["*a"] * 50) + "]\n"
    assert "aliases make the document too large" in refusal(text)


def test_size_is_bounded(refusal):
    assert refusal(b" " * (32 * 1024 * 1024 + 1)) == "is larger than 32 MiB"


def test_files_that_cannot_be_opened_are_told_as_given(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder" / "file").write_text("x")
    expected = {
        "missing.json": "missing.json: no such file",
        "folder": "folder: holds no pages (files called *.md)",
        "folder/file/spec.json": "folder/file/spec.json: cannot be read (Not a directory)",
        "x\0y": "x\\x00y: cannot be read (embedded null byte)",
    }
    for name, message in expected.items():
        with pytest.raises(CodegenError) as caught:
            load_document(Path(name))
        assert str(caught.value) == message


@pytest.mark.skipif(sys.platform == "win32", reason="modes are of POSIX")
def test_unreadable_file_is_told(tmp_path):
    path = tmp_path / "spec.json"
    path.write_text(JSON_TEXT)
    path.chmod(0)
    try:
        path.read_bytes()
    except PermissionError:
        with pytest.raises(CodegenError, match=r"cannot be read \(Permission denied\)$"):
            load_document(path)
    else:
        pytest.skip("this user may read everything")


@settings(max_examples=150, deadline=None)
@example(content=b"```")
@example(content=b"text\n> ~~~json")
@given(
    st.one_of(
        st.binary(max_size=200),
        st.text(max_size=200).map(str.encode),
        st.builds(
            lambda text, at, junk: (text[:at] + junk + text[at + 3 :]).encode(),
            st.sampled_from([JSON_TEXT, YAML_TEXT, page(JSON_TEXT), page(YAML_TEXT)]),
            st.integers(0, 400),
            st.text(alphabet="{}[]:,'\"\\&*!|>%@`~#- \t\n\0aux1", max_size=4),
        ),
    )
)
def test_no_input_raises_anything_else(tmp_path_factory, content):
    path = tmp_path_factory.getbasetemp() / "fuzz"
    path.write_bytes(content)
    try:
        document = load_document(path)
    except CodegenError as error:
        message = str(error)
    else:
        message = json.dumps(document, allow_nan=False, ensure_ascii=False)
        message.encode()
    assert "\n" not in message


@pytest.mark.parametrize("name", ["\x1b]0;title\x07", "\r", "\x9b2J", "\u202e"])
def test_a_name_in_an_error_does_not_steer_the_terminal(name, refusal):
    broken = {**DOCUMENT, "paths": {"/a": {"$ref": f"#/x{name}"}}}
    said = refusal(json.dumps(broken))
    assert said.isprintable()
    assert ascii(name)[1:-1] in said
