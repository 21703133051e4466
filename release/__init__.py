"""What has to hold before a release, looked at from outside: ``make release-check``.

The commit that is checked out comes in; sdist, wheel and the list of their parts go out, into
``dist/``, if every check passes. Nothing of what is shipped is imported here: it is built,
installed and run as its users will.
"""
