"""Prose: whatever the publisher writes becomes plain text, and never an error."""

from __future__ import annotations

import ast
import unicodedata
import warnings

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openapi_python_client.strings import safe_for_docstring

from codegen.normalise.prose import one_line, paragraphs

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
            "Code | Meaning; 1 | new",
        ),
        ("| Code | Meaning |\n|:-----|--------:|\n| 1 | new |", "Code | Meaning; 1 | new"),
        ("a<script>alert('<b>')</script>b<style>p{}</style>c<!-- <p> -->d", "abcd"),
        ("weight < 30, length > 5 and a<b", "weight < 30, length > 5 and a<b"),
        ("Bearer <token>, <Field name='x'>", "Bearer <token>, <Field name='x'>"),
        ("?a=1&region=2&lt;b&gt;", "?a=1&region=2<b>"),
        (
            "**bold** `code` [text](https://example.org)",
            "**bold** `code` [text](https://example.org)",
        ),
        (r"\u0041 \d{3} \N \x", r"\u0041 \d{3} \N \x"),
        (
            "zero\u200bwidth \ufeffbom soft\u00adhyphen bell\x07 rtl\u202e",
            "zerowidth bom softhyphen bell rtl",
        ),
        ("👩\u200d👩\u200d👧 ❤️ 🇺🇦 a\u200db", "👩\u200d👩\u200d👧 ❤️ 🇺🇦 ab"),
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


@given(MARKUP)
def test_no_markup_breaks_a_run(prose):
    line = one_line(prose)
    assert line == line.strip()
    assert not {unicodedata.category(character) for character in line} & {"Cc", "Cs", "Zl", "Zp"}
    assert "\n\n\n" not in paragraphs(prose)


@given(st.one_of(MARKUP, st.text()))
def test_text_is_safe_in_the_docstrings_of_the_generator(prose):
    text = paragraphs(prose)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        module = ast.parse(f'"""{safe_for_docstring(text)} """')
    text.encode()
    docstring = ast.get_docstring(module, clean=False)
    assert docstring is not None
    assert "".join(docstring.split()) == "".join(text.split())
