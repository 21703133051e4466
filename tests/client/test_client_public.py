"""The public names."""

import pickle

import pytest
from public_names import LIST, public_names

import novapost_auth


def test_the_public_names_are_those_that_are_listed():
    # Whoever changes one on purpose changes the list, which `python tests/client/public_names.py`
    # writes, and the changelog.
    assert "\n".join(public_names()).splitlines() == LIST.read_text("utf-8").splitlines()


def test_all_is_complete_and_sorted():
    names = novapost_auth.__all__

    assert names == sorted(names)
    assert len(set(names)) == len(names)
    for name in names:
        assert getattr(novapost_auth, name) is not None
    public = {name for name in dir(novapost_auth) if name.isidentifier() and name[0] != "_"}
    # Beside them in the package there are submodules.
    assert public - set(names) <= {"cli", "stores", "testing"}


def test_every_error_is_public():
    from novapost_auth import _errors  # noqa: PLC0415 - beside the public names

    classes = {name for name, value in vars(_errors).items() if isinstance(value, type)}
    assert classes <= set(novapost_auth.__all__)


def test_names_that_are_not_there():
    with pytest.raises(AttributeError, match="has no attribute 'Nova'"):
        _ = novapost_auth.Nova


def test_clients_cannot_be_pickled():
    with pytest.raises(TypeError):
        pickle.dumps(novapost_auth.NovaPost("k" * 32, environ={}))
