"""Without what needs pytest or the command line, which programs do not."""

from novapost_auth._pyinstaller import modules_of

_FOR_OTHERS = ("__main__", "cli", "testing.plugin", "testing.stores", "_pyinstaller")

hiddenimports = [
    "httpx",
    *modules_of("novapost_auth", *map("novapost_auth.{}".format, _FOR_OTHERS)),
]
