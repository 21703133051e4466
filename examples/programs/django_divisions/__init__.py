"""A Django application with a table of all divisions, which ``sync_divisions`` keeps up to date.

Add ``django_divisions`` to INSTALLED_APPS, ``migrate --run-syncdb``, and run ``manage.py
sync_divisions`` every night. It needs no key.
"""
