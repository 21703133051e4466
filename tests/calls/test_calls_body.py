"""Bodies are the same with and without orjson."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from novapost_auth import ConfigurationError
from novapost_auth._calls import body as _body
from novapost_client.models import PayerType

JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.integers(-(2**70), 2**70)
    | st.floats()
    | st.text(st.characters(exclude_categories=())),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
)


def written(body):
    try:
        return _body.encode(body)
    except ConfigurationError as error:
        return str(error)


@given(JSON)
def test_orjson_writes_what_json_writes(body):
    fast = written(body)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(_body, "orjson", None)
        slow = written(body)
    if isinstance(fast, str) or isinstance(slow, str):
        assert fast == slow
    else:
        assert json.loads(fast) == json.loads(slow) == body


def test_enums_are_their_text():
    assert _body.encode({"payerType": PayerType.SENDER}) == b'{"payerType":"Sender"}'
