"""Divisions and prices in Flask: one client for all threads of a process.

``flask --app examples/hosts/flask_app.py run``, with NOVAPOST_API_KEY and NOVAPOST_SERVER set;
or with gunicorn, ``gunicorn -c examples/hosts/gunicorn.conf.py flask_app:app``.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from flask import Flask, Response, abort, jsonify, make_response, request

from novapost_auth import (
    ConfigurationError,
    FileTokenStore,
    NovaPost,
    NovaPostError,
    ValidationError,
)

app = Flask(__name__)

# Made when the module is imported, so that a missing key stops the start. Nothing is sent yet.
novapost = NovaPost(token_store=FileTokenStore(), deadline=10.0)


@app.get("/divisions")
def divisions() -> list[dict[str, object]]:
    """List divisions of a country that fit what is typed."""
    country = request.args.get("country") or abort(refusal({"country": ["is missing"]}))
    page = novapost.divisions.find(
        country_codes=[country], text_search=request.args.get("text") or None, limit=20
    )
    return [{"id": found.id, "name": found.name} for found in page.items]


@app.errorhandler(ValidationError)
def refused(error: ValidationError) -> Response:
    """Say what is wrong with what was asked for, by the names of the fields."""
    return refusal(error.errors)


@app.errorhandler(ConfigurationError)
def unfit(error: ConfigurationError) -> Response:
    """Say what cannot be sent, of what was asked for."""
    return refusal({"": [str(error)]})


def refusal(errors: Mapping[str, Sequence[str]]) -> Response:
    """Return what a browser is told of its own mistakes."""
    return make_response(jsonify(errors=errors), 422)


@app.errorhandler(NovaPostError)
def no_answer(error: NovaPostError) -> tuple[dict[str, str], int]:
    """Say that Nova Post did not do it; the text of an error holds no secrets."""
    app.logger.warning("Nova Post: %s", error)
    return {"error": "Nova Post cannot be asked now."}, 502
