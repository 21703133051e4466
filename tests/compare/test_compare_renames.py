"""What is called otherwise now is told in one line that names both, as a question, and breaks."""

import copy

import pytest
from publisher_like import fragment
from publishers_document import ROOT
from small_documents import answering, document

from codegen.compare import diff_documents
from codegen.compare.operations import has_pages, operations
from codegen.pipeline import operation_table, prepared
from codegen.read import References, load_document
from codegen.write.given import Given

TEXT, NUMBER = {"type": "string"}, {"type": "number"}
PUBLISHED = load_document(ROOT / "openapi.json")


def obj(*required, **properties):
    return {"type": "object", "properties": properties, "required": [*required]}


def texts(*names):
    return obj(**dict.fromkeys(names, TEXT))


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        # The names are alike.
        (
            texts("divisionID", "a"),
            texts("a", "divisionId"),
            ["breaking divisionId: renamed? it was divisionID"],
        ),
        # Nothing but the place tells.
        (
            texts("a", "note", "b"),
            texts("a", "remark", "b"),
            ["breaking remark: renamed? it was note"],
        ),
        (texts("note"), texts("remark"), ["breaking remark: renamed? it was note"]),
        (
            texts("a", "first", "second"),
            texts("a", "one", "two"),
            ["breaking one: renamed? it was first", "breaking two: renamed? it was second"],
        ),
        (
            texts("a", "city", "street"),
            texts("a", "streetName", "cityName"),
            [
                "breaking cityName: renamed? it was city",
                "breaking streetName: renamed? it was street",
            ],
        ),
        # What else is new is told beside it.
        (
            obj("id", id=TEXT),
            obj(ids={"type": "string", "deprecated": True}),
            [
                "breaking ids: renamed? it was id",
                "breaking ids: is no longer required",
                "compatible ids: now deprecated",
            ],
        ),
        # Another type, another place, or nothing that stays: no guess.
        (
            texts("a", "note"),
            obj(a=TEXT, notes=NUMBER),
            ["breaking note: removed", "compatible notes: added"],
        ),
        (
            texts("note", "a", "b"),
            texts("a", "b", "weight"),
            ["breaking note: removed", "compatible weight: added"],
        ),
        (
            texts("note", "weight"),
            texts("city", "fund"),
            [
                "breaking note: removed",
                "breaking weight: removed",
                "compatible city: added",
                "compatible fund: added",
            ],
        ),
    ],
)
def test_a_field(changes, old, new, expected):
    found = changes(document(answering(old)), document(answering(new)))
    assert [line.replace("GET /parcels answer 200 ", "") for line in found] == expected


def test_a_field_within_fields_that_are_renamed_themselves(changes):
    old, new = obj(sender=texts("phone", "name")), obj(senders=texts("phone", "name"))
    assert changes(document(answering(old)), document(answering(new))) == [
        "breaking GET /parcels answer 200 senders: renamed? it was sender"
    ]


def test_schemas_that_hold_themselves_are_compared_to_an_end(changes):
    def tree(name):
        parcel = obj(**{name: {"$ref": "#/components/schemas/P"}, "a": TEXT})
        return document(answering({"$ref": "#/components/schemas/P"}), {"schemas": {"P": parcel}})

    assert changes(tree("inner"), tree("inside")) == [
        "breaking GET /parcels answer 200 inside: renamed? it was inner"
    ]


def taking(**queries):
    return [{"in": "query", "name": name, "schema": schema} for name, schema in queries.items()]


@pytest.mark.parametrize(
    ("new", "expected"),
    [
        ({"size": NUMBER}, ["breaking query size: renamed? it was limit"]),
        ({"limits": NUMBER}, ["breaking query limits: renamed? it was limit"]),
        (
            {"limits": TEXT},
            ["breaking query limit: no longer accepted", "compatible query limits: added"],
        ),
    ],
)
def test_a_parameter_of_a_query(changes, new, expected):
    old = {"parameters": taking(limit=NUMBER), "responses": {}}
    renamed = {"parameters": taking(**new), "responses": {}}
    found = changes(document(old), document(renamed))
    assert [line.replace("GET /parcels ", "") for line in found] == expected


def moved(path, to):
    new = copy.deepcopy(PUBLISHED)
    new["paths"] = {to if name == path else name: item for name, item in new["paths"].items()}
    return new


def test_a_path():
    diff = diff_documents(PUBLISHED, moved("/shipments/print", "/shipments/documents/print"))
    assert [(each.operation, each.what) for each in diff.changes] == [
        ("GET /shipments/documents/print", "renamed? it was GET /shipments/print")
    ]
    assert diff.line() == (
        "1 breaking, 0 compatible changes; "
        "GET /shipments/documents/print (renamed? it was GET /shipments/print)"
    )


def test_a_path_whose_calls_no_longer_fit_is_another_operation_unless_its_id_stays():
    new = moved("/divisions", "/branches")
    new["paths"]["/branches"]["get"]["parameters"].pop(2)
    said = [each.what for each in diff_documents(PUBLISHED, new).changes]
    assert sorted(said) == ["added", "removed"]
    old = copy.deepcopy(PUBLISHED)
    for document_, path in ((old, "/divisions"), (new, "/branches")):
        document_["paths"][path]["get"]["operationId"] = "getDivisions"
    said = [(each.where, each.what) for each in diff_documents(old, new).changes]
    assert said[0] == ("operation", "renamed? it was GET /divisions")
    assert len(said) == 2


def test_every_path_of_the_published_document_is_known_again():
    old = PUBLISHED
    new = old | {"paths": {f"{path}/all": item for path, item in old["paths"].items()}}
    for change in diff_documents(old, new).changes:
        method, path = change.operation.split(" ")
        assert change.what == f"renamed? it was {method} {path.removesuffix('/all')}"


def walked(document_):
    references = References(document_)
    return {each.label for each in operations(document_).values() if has_pages(each, references)}


def test_what_the_client_walks_is_what_the_published_document_walks():
    ready = prepared(ROOT / "openapi.json")
    rows = Given(ready.document, operation_table()).tables["OPERATIONS"].values()
    made = {row["key"] for row in rows if row["page"]}
    assert made == walked(ready.document)
    assert made - {"GET /settlements"} == walked(PUBLISHED)  # It is not published.
    assert len(made) > 5


@pytest.mark.parametrize("lost", ["page", "last_page", "items", "total"])
def test_an_operation_whose_pages_can_no_longer_be_walked_is_named(lost):
    for key in sorted(walked(PUBLISHED)):
        method, path = key.lower().split(" ")
        old = fragment(PUBLISHED, key)
        new = copy.deepcopy(old)
        operation = new["paths"][path][method]
        if lost == "page":
            [page] = [each for each in operation["parameters"] if each["name"] == "page"]
            page["name"] = "pageNumber"
        else:
            media = operation["responses"]["200"]["content"]["application/json"]
            properties = media["schema"]["properties"]
            media["schema"]["properties"] = {
                "renamed_" + name if name == lost else name: each
                for name, each in properties.items()
            }
        walk = [
            (each.kind, each.operation, each.where)
            for each in diff_documents(old, new).changes
            if "its pages can no longer be walked: that wants page in the query" in each.what
        ]
        assert walk == [("breaking", key, "operation")]
        back = [each.what for each in diff_documents(new, old).changes]
        assert "its pages can be walked now" in back
