"""gunicorn, with the application and its client loaded once, before the workers fork.

``gunicorn -c examples/hosts/gunicorn.conf.py flask_app:app``. A client may be used on both sides of
a fork: each worker makes connections of its own, and the token store gives all of them one token.
"""

from pathlib import Path

chdir = str(Path(__file__).parent)
preload_app = True
workers = 2
threads = 4
