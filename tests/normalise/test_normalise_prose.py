"""Prose: whatever the publisher writes becomes plain text, and never an error."""

from __future__ import annotations

import ast
import unicodedata
import warnings

import pytest
from hypothesis import given
from hypothesis import strategies as st

from codegen.normalise.prose import one_line, paragraphs, prose
from codegen.write.docstrings import docstring, method_docstring

MARKUP = st.text(alphabet="<>/!-abrtdpl'\" &#x;|*\\\n\u200b\u200d\ud83d", max_size=40)


@pytest.mark.parametrize(
    ("prose", "expected"),
    [
        ("plain", "plain"),
        ("  two\n  lines ", "two lines"),
        ("<p>One.</p><p>Two&nbsp;&amp; three.</p>", "One. Two & three."),
        ("Up<br/>down<BR>left", "Up down left"),
        ("<b>Bold</b>, <a href='x>y'>link</a>", "Bold, link"),
        ("Status:<ul><li>A</li><li>B</li></ul>", "Status: A; B"),
        ("Codes <ul><li>A</li></ul>", "Codes; A"),
        (
            "<table><tr><th>Code</th><th>Meaning</th></tr><tr><td>1</td><td>new</td></tr></table>",
            "Code – Meaning; 1 – new",
        ),
        ("| Code | Meaning |\n|:-----|--------:|\n| 1 | new |", "Code – Meaning; 1 – new"),
        ("a<script>alert('<b>')</script>b<style>p{}</style>c<!-- <p> -->d", "abcd"),
        ("weight < 30, length > 5 and a<b", "weight < 30, length > 5 and a<b"),
        ("Bearer <token>, <Field name='x'>", "Bearer <token>, <Field name='x'>"),
        ("?a=1&region=2&lt;b&gt;", "?a=1&region=2<b>"),
        (
            "**bold** `code` [text](https://example.org)",
            "bold ``code`` text (https://example.org)",
        ),
        (r"\u0041 \d{3} \N \x", r"\u0041 \d{3} \N \x"),
        (
            "zero\u200bwidth \ufeffbom soft\u00adhyphen bell\x07 rtl\u202e",
            "zerowidth bom softhyphen bell rtl",
        ),
        ("👩\u200d👩\u200d👧 ❤️ 🇺🇦 a\u200db 3️⃣ ℹ️ ✅", "ab 3"),
        ("half an emoji \ud83d!", "half an emoji !"),
        ("line\u2028separator", "line separator"),
        ("<![foo[ x ]]> <!doctype", "<![foo[ x ]]> <!doctype"),
        (None, ""),
        (17, ""),
        (["a"], ""),
    ],
)
def test_prose_becomes_one_line(prose, expected):
    assert one_line(prose) == expected


def test_paragraphs_and_items_are_kept_where_there_is_room():
    prose = "<h1>Title</h1><p>One.</p>\n\n\n<ul><li>A<li>B</ul>Two.\n---\nThree.\r\nFour."
    expected = "Title\n\nOne.\n\n- A\n- B\n\nTwo.\n\nThree.\nFour."
    assert paragraphs(prose) == expected


@pytest.mark.parametrize(
    ("published", "expected"),
    [
        # Emphasis, in any nesting; what is no emphasis stays.
        ("**a** __b__ *c* _d_ ***e*** ~~f~~", "a b c d e f"),
        ("**a _b_ `c`** d", "a b ``c`` d"),
        ("snake_case, _private, 5 * 3 and 2*x", "snake_case, _private, 5 * 3 and 2*x"),
        ("**never closed", "never closed"),
        ("note* and *half", "note and half"),
        # Backticks: code, or an apostrophe.
        ("partner`s and sender`s `field`", "partner's and sender's ``field``"),
        ("the sellers` goods, `a` and `b`", "the sellers' goods, ``a`` and ``b``"),
        ("``a`` stays, ` not", "``a`` stays, ' not"),
        ("`a_b*c*` is *code*", "``a_b*c*`` is code"),
        # Links and addresses, whole.
        ("see [here](https://a.example/x_(y)#z-_a_)", "see here (https://a.example/x_(y)#z-_a_)"),
        ("[a](#below), ![alt](p.png) <https://b.example/_x_>", "a, alt https://b.example/_x_"),
        ("[https://a.example](https://a.example)", "https://a.example"),
        # Escapes of Markdown, not those of others.
        (r"a\_b \*c\* 1\. \[x\] \d \u0041", r"a_b *c* 1. [x] \d \u0041"),
        ("HS \u0421ode, \u041a\u0438\u0457\u0432", "HS Code, \u041a\u0438\u0457\u0432"),
        # Lists stay lists, headings and notes paragraphs.
        ("## Title\nText\nmore\n\U0001f539**Note** it", "Title\n\nText more\n\nNote it"),
        ("A:\n* b\n  c\n+ d\n\n\n\u2022 e", "A:\n- b c\n- d\n\n- e"),
        ("1. a\n   b\n2) c", "1. a b\n2) c"),
        ("- a\n  - b\n    - c\n- d", "- a\n  - b\n    - c\n- d"),
        ("<ul><li>a<ul><li>b</li></ul></li><li>c</li></ul>", "- a\n\n  - b\n\n- c"),
        ("1. a\n- b\n2. c", "1. a\n  - b\n2. c"),
        ("a - b", "a \u2013 b"),
        ("One.</br>\nTwo.<br>\r\nThree.", "One. Two. Three."),
        ("```json\n{}\n```", "{}"),
        ("> quoted", "quoted"),
    ],
)
def test_markup_becomes_plain_text(published, expected):
    assert prose(published) == expected


HELP = """
**{tab}**</br>
Displays what the service wants.
- **Single line**</br>
  A description on one line.
"""


@pytest.mark.parametrize(
    "published",
    [
        "Finds.\n\n\U0001f539**Description of control elements:**\n"
        + HELP.format(tab="SCHEMA") + HELP.format(tab="EXAMPLE"),
        "Finds.\n### Description of control elements\n**SCHEMA**\n\nIs.\n\n**EXAMPLE**\nShows.",
        "<p>Finds.</p><p><b>Description of control elements:</b></p><p>SCHEMA</p><p>Displays.</p>",
        "Finds." + HELP.format(tab="EXAMPLE"),
    ],
)  # fmt: skip
def test_what_the_portal_says_of_itself_is_left_out(published):
    assert paragraphs(published) == "Finds."
    assert paragraphs(published + "\n\nMore.") == "Finds.\n\nMore."


def test_one_line_has_no_semicolon_after_a_sentence():
    assert one_line("One.\n- a.\n- b\n- c,\n- d") == "One. a. b; c, d"


def test_docstrings_keep_lists_and_addresses():
    url = "https://example.org/" + "a-b/" * 30
    text = f"Words {'word ' * 5}{url}\n- {'item ' * 25}\n  - deep\n1. one\nEnd."
    assert docstring(text).split("\n") == [
        "Words word word word word word",
        url,
        "",
        "- item item item item item item item item item item item item item item item item item",
        "  item item item item item item item item",
        "",
        "  - deep",
        "",
        "1. one",
        "",
        "End.",
    ]
    lines = method_docstring(
        "Find", "", "GET /a", [("q", "One of:\n- a\n- b"), ("r", "")], has_body=True
    )
    assert lines == (
        "Find.\n\nIn the API: ``GET /a``.\n\n"
        "Args:\n    q: One of:\n\n        - a\n        - b\n    r:\n"
        "    body: The model, or a mapping spelt as published."
    )
    said = method_docstring("Find", "Finds all", "GET /a", [], has_body=False)
    assert said == "Find.\n\nFinds all. In the API: ``GET /a``."
    long = method_docstring("Find", ("word " * 15).strip(), "GET /a", [], has_body=False)
    assert long.endswith("word word. In the API:\n``GET /a``.")
    listed = method_docstring("Find", "Finds:\n- all", "GET /a", [], has_body=False)
    assert listed == "Find.\n\nFinds:\n\n- all\n\nIn the API: ``GET /a``."


@given(MARKUP)
def test_no_markup_breaks_a_run(prose):
    line = one_line(prose)
    assert line == line.strip()
    assert not {unicodedata.category(character) for character in line} & {"Cc", "Cs", "Zl", "Zp"}
    assert "\n\n\n" not in paragraphs(prose)


@given(st.one_of(MARKUP, st.text()))
def test_text_is_safe_in_docstrings(published):
    text = paragraphs(published)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        module = ast.parse(f'"""{docstring(text)}"""')
    text.encode()
    read = ast.get_docstring(module, clean=False)
    assert read is not None
    assert "".join(read.split()) == "".join(text.split())
