"""``python -m novapost_auth`` is the command ``novapost``."""

from novapost_auth.cli import main

if __name__ == "__main__":
    main()
