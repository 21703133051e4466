"""Documents of one operation, ``GET /parcels``."""


def document(operation, components=None, **rest):
    found = {"openapi": "3.0.0", "info": {"title": "t", "version": "1"}, **rest}
    found["paths"] = {"/parcels": {"get": operation}}
    return found | ({"components": components} if components else {})


def answering(schema, status="200"):
    content = {"application/json": {"schema": schema}}
    return {"responses": {status: {"description": "OK", "content": content}}}


def sending(schema, **body):
    body |= {"content": {"application/json": {"schema": schema}}}
    return {"requestBody": body, "responses": {}}
