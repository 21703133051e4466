"""Typed client of the Nova Post API, generated from its corrected OpenAPI document.

It builds requests and reads answers, and leaves sending to a ``Transport``:
``novapost_auth`` has the one that most programs want. ``make generate`` writes this
package; do not edit it.
"""
