"""With the document, which the fake reads."""

from importlib.resources import files

from novapost_auth._pyinstaller import modules_of

hiddenimports = modules_of("novapost_client")
datas = [(str(files("novapost_client").joinpath("openapi.json")), "novapost_client")]
