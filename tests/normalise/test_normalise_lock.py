"""The file of the name lock."""

from __future__ import annotations

import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from codegen.errors import CodegenError
from codegen.normalise.names import Place, is_class_name, load_names, propose, row


def lock(tmp_path, text):
    path = tmp_path / "codegen" / "names.toml"
    path.parent.mkdir(exist_ok=True)
    path.write_text(text)
    return path


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('[names]\n"a" = "b"', "'b' cannot be the class of 'a'"),
        ('[names]\n"a" = 3', "3 cannot be the class of 'a'"),
        ('[names]\n"a" = "snake_case"', "cannot be the class"),
        ('[names]\n"a" = "XMLThing"', "cannot be the class"),
        ('[names]\n"a" = "Exception"', "cannot be the class"),
        ('[names]\n"a" = "Mapping"', "cannot be the class"),
        ('[names]\n"a" = "Transport"', "cannot be the class"),
        ('[names]\n"a" = "FooBar"\n"b" = "Foobar"', "Foobar and FooBar differ in case alone"),
        ('[names]\n"a" = "One"\n"a" = "Two"', "codegen/names.toml: cannot be read"),
    ],
)
def test_a_broken_lock_is_refused(tmp_path, text, message):
    with pytest.raises(CodegenError, match=message):
        load_names(lock(tmp_path, text))


def test_a_lock_is_read(tmp_path):
    found = load_names(lock(tmp_path, '[names]\n"GET /a 200" = "Thing"\n"GET /b 200" = "Thing"'))
    assert found.names == {"GET /a 200": "Thing", "GET /b 200": "Thing"}
    assert found.file == "codegen/names.toml"
    with pytest.raises(CodegenError, match="cannot be read"):
        load_names(tmp_path / "none.toml")


def test_a_row_can_be_read_back(tmp_path):
    place = 'GET /a 200 odd"name\\.ключ'
    assert load_names(lock(tmp_path, f"[names]\n{row(place, 'Thing')}")).names == {place: "Thing"}


@given(
    st.text('aAbBzZ19_- .{}[]і"\\', max_size=12),
    st.sampled_from([None, "Foo", "FooC", "Foo2"]),
    st.lists(st.sampled_from(["Foo", "FooA", "ComponentA", "Shape"])),
)
def test_whatever_is_proposed_is_taken(text, parent, taken):
    place = str(Place("GET /things 200").property(text))
    name = propose(place, parent, taken)
    assert is_class_name(name)
    assert name not in taken
    lines = tomllib.loads("[names]\n" + row(place, name))
    assert lines == {"names": {place: name}}
