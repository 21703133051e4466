"""``help()``, and whatever else shows signatures, shows nothing of the environment."""

import os
import subprocess
import sys

SHOW = """
import inspect, pydoc
import novapost_auth, novapost_auth.stores, novapost_auth.testing

for module in (novapost_auth, novapost_auth.stores, novapost_auth.testing):
    print(pydoc.render_doc(module))
    for name in {*module.__all__} - {"__version__"}:
        print(pydoc.render_doc(getattr(module, name)))
print(inspect.signature(novapost_auth.NovaPost), "end")
"""


def test_nothing_of_the_environment_is_in_a_signature():
    environ = os.environ | {"NOVAPOST_API_KEY": "5e" * 16, "SHOP_PASSWORD": "pa55w0rd"}

    shown = subprocess.run(
        [sys.executable, "-c", SHOW], env=environ, check=True, capture_output=True, text=True
    ).stdout

    assert shown.endswith("end\n")
    assert "environ: 'Mapping[str, str] | None' = None" in shown
    assert "5e" * 16 not in shown
    assert "pa55w0rd" not in shown
