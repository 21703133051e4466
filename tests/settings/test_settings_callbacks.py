"""What cannot be called, or would be called in vain, is refused before anything is sent."""

import httpx
import pytest
from fault_server import KEY

import novapost_auth as np


async def in_vain(*_):
    """Be called without being awaited."""


class InVain:
    async def __call__(self, *_):
        """As ``in_vain``."""


WAYS = {
    "on_event": lambda value: np.NovaPost(KEY, environ={}, on_event=value),
    "on_event, async": lambda value: np.AsyncNovaPost(KEY, environ={}, on_event=value),
    "on_event, auth": lambda value: np.NovaPostAuth(KEY, on_event=value),
    "on_response": lambda value: client().with_options(on_response=value),
    "on_result": lambda value: client().track_many(["1"], on_result=value),
    "progress": lambda value: client().track_many(["1"], progress=value),
    "progress, divisions": lambda value: np.download_divisions(environ={}, progress=value),
    "progress, divisions, async": lambda value: np.download_divisions_async(
        environ={}, progress=value
    ),
}


def client():
    def refuse(request):
        raise AssertionError(f"{request.method} was sent")

    return np.NovaPost(KEY, environ={}, transport=httpx.MockTransport(refuse))


@pytest.mark.parametrize(
    "value",
    [5, "print", [], in_vain, InVain()],
    ids=["a number", "a text", "a list", "a coroutine function", "an object with one"],
)
@pytest.mark.parametrize("way", WAYS)
def test_a_callback_that_is_none(way, value):
    with pytest.raises(np.ConfigurationError, match=rf"^{way.partition(',')[0]} must"):
        WAYS[way](value)


@pytest.mark.parametrize("way", WAYS)
def test_the_reason_is_said(way):
    with pytest.raises(np.ConfigurationError, match="must be a function, not int"):
        WAYS[way](5)
    with pytest.raises(np.ConfigurationError, match="nobody awaits it"):
        WAYS[way](in_vain)
