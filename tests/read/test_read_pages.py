"""Pages with many documents, and folders of pages: what is joined, what is chosen, what stops."""

import copy
import json
import random
import re

import pytest
from portal_site import GIVEN, HTML, MODEL_PAGE, PROSE_PAGE, ROOT, THEIRS, made_pages, page

from codegen.compare.report import diff_documents
from codegen.errors import CodegenError
from codegen.pipeline import operation_table, prepared
from codegen.read import load_document

SPEC = ROOT.parent / "shared" / "published" / "spec.yaml"
ERROR = {"type": "object", "properties": {"message": {"type": "string"}}}


def document(key="GET /parcels", operation=None, schemas=None, **rest):
    method, path = key.split(" ")
    inner = operation or {"responses": {"200": {"description": "OK"}}}
    found = {"openapi": "3.0.0", "info": {"title": "T", "version": "1.0.0"}, **rest}
    found["paths"] = {path: {method.lower(): inner}}
    return found | ({"components": {"schemas": schemas}} if schemas else {})


def answering(schema):
    content = {"application/json": {"schema": schema}}
    return {"responses": {"200": {"description": "OK", "content": content}}}


@pytest.fixture
def merged(tmp_path):
    """Write pages into a folder, read it, and return the document and what was told."""

    def write_and_load(pages, **options):
        folder = tmp_path / "pages"
        for name, text in pages.items():
            path = folder / name.lstrip("/")
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        told = []
        found = load_document(folder, tell=told.append, **options)
        return found, [line.replace(f"{folder}/", "") for line in told]

    return write_and_load


@pytest.fixture
def refusal(merged, tmp_path):
    def refuse(pages):
        with pytest.raises(CodegenError) as caught:
            merged(pages)
        assert "\n" not in str(caught.value)
        return str(caught.value).replace(f"{tmp_path}/", "")

    return refuse


def without_prose(node, *, named=False):
    """What is left of a prepared document when nobody says anything about it."""
    if isinstance(node, list):
        return [without_prose(each) for each in node]
    if not isinstance(node, dict):
        return node
    bare = {
        key: without_prose(value, named=key in {"properties", "schemas"} and not named)
        for key, value in node.items()
        if named or key not in {"description", "summary"}
    }
    return bare["allOf"][0] if list(bare) == ["allOf"] else bare


def test_a_folder_of_pages_is_the_whole_document(merged):
    pages = made_pages(THEIRS) | {"/methods/payment.md": PROSE_PAGE, "/models.md": MODEL_PAGE}
    found, told = merged(pages)
    diff = diff_documents(THEIRS, found)
    assert diff.breaking == 0
    assert {change.where.split()[0] for change in diff.changes} <= {"security"}
    assert told == []


def test_the_order_of_pages_and_their_names_count_for_nothing(merged, tmp_path):
    pages = list(made_pages(THEIRS).items())
    first, _ = merged(dict(pages))
    random.Random(1).shuffle(pages)
    folder = tmp_path / "others"
    for number, (_, text) in enumerate(pages):
        path = folder / "methods" / f"{number}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    again = load_document(folder)
    assert again["paths"] == first["paths"]
    assert again["components"] == first["components"]


def test_one_page_with_all_the_documents(tmp_path):
    path = tmp_path / "all.md"
    path.write_text("\n".join(made_pages(THEIRS).values()), encoding="utf-8")
    assert not diff_documents(THEIRS, load_document(path)).breaking


def test_operations_follow_the_table_and_others_come_last(merged):
    order = list(operation_table().rows)
    pages = made_pages(THEIRS) | {"new.md": page("New", document("GET /aaa"))}
    found, _ = merged(pages, order=order)
    keys = [f"{m.upper()} {path}" for path, item in found["paths"].items() for m in item]
    known = [key for key in keys if key in order]
    first = {key.split()[1]: n for n, key in reversed(list(enumerate(order)))}
    assert known == sorted(known, key=lambda key: (first[key.split()[1]], order.index(key)))
    assert keys[-2:] == ["GET /aaa", "PATCH /sdk/php"]


@pytest.fixture(scope="module")
def committed():
    return prepared(ROOT / "openapi.json").document


def test_what_pages_prepare_is_what_is_committed(committed, tmp_path):
    for name, text in made_pages(THEIRS).items():
        path = tmp_path / "pages" / name.lstrip("/")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    found = prepared(tmp_path / "pages").document
    assert without_prose(found["paths"]) == without_prose(committed["paths"])
    assert without_prose(found["components"]) == without_prose(committed["components"])


@pytest.mark.skipif(not GIVEN.is_dir(), reason="../shared/portal/methods is not there")
def test_what_the_given_pages_prepare_is_what_is_committed(committed):
    found = prepared(GIVEN).document
    for part in ("paths", "components", "servers"):
        assert without_prose(found[part]) == without_prose(committed[part])


@pytest.mark.skipif(
    not (GIVEN.is_dir() and SPEC.is_file()), reason="../shared/published is not there"
)
def test_the_given_pages_say_what_the_whole_document_says():
    diff = diff_documents(load_document(SPEC), load_document(GIVEN))
    assert [change.where for change in diff.changes] == ["security scheme ApiKeyAuth"]


def test_security_of_a_document_goes_to_its_operations_and_no_further(merged):
    found, _ = merged(
        {
            "a.md": page("A", document("GET /a", security=[{"JWT": []}])),
            "b.md": page("B", document("GET /b")),
            "c.md": page(
                "C",
                document("GET /c", {"security": [], "responses": {}}, security=[{"JWT": []}]),
            ),
            "jwt.md": page(
                "D",
                document("GET /d")
                | {"components": {"securitySchemes": {"JWT": {"type": "apiKey"}}}},
            ),
        }
    )
    assert "security" not in found
    assert found["paths"]["/a"]["get"]["security"] == [{"JWT": []}]
    assert "security" not in found["paths"]["/b"]["get"]
    assert found["paths"]["/c"]["get"]["security"] == []
    assert found["components"] == {"securitySchemes": {"JWT": {"type": "apiKey"}}}


def test_what_stands_on_a_path_goes_to_the_operation(merged):
    number = {"in": "query", "name": "page", "schema": {"type": "integer"}}
    shared = document("GET /a")
    shared["paths"]["/a"] |= {"parameters": [number, number | {"name": "limit"}]}
    shared["paths"]["/a"]["get"]["parameters"] = [number | {"required": True}]
    found, _ = merged({"a.md": page("A", shared), "b.md": page("B", document("PUT /a"))})
    assert found["paths"]["/a"] == {
        "get": {
            "parameters": [number | {"name": "limit"}, number | {"required": True}],
            "responses": {"200": {"description": "OK"}},
        },
        "put": {"responses": {"200": {"description": "OK"}}},
    }


def test_servers_are_joined_without_slashes_production_first(merged):
    stage, live = "https://api-stage.novapost.pl/v.1.0", "https://api.novapost.com/v.1.0"
    newest = "https://api-stage.novapost.com/v.1.0"
    found, _ = merged(
        {
            "a.md": page("A", document("GET /a", servers=[{"url": stage + "/"}, {"url": live}])),
            "b.md": page("B", document("GET /b", servers=[{"url": live + "/"}, {"url": newest}])),
            "c.md": page("C", document("GET /c", servers=[{"url": stage}])),
        }
    )
    assert [server["url"] for server in found["servers"]] == [live, newest, stage]


def test_info_without_a_title_borrows_one(merged):
    untitled = document("GET /a", info={"version": "1.0.0"})
    found, _ = merged({"a.md": page("A", untitled), "b.md": page("B", document("GET /b"))})
    assert found["info"] == {"title": "T", "version": "1.0.0"}
    found, _ = merged({"b.md": page("B", untitled)})
    assert found["info"] == {"title": "API Nova Post", "version": "1.0.0"}


def test_versions_that_differ_are_told(merged):
    newer = document("GET /b", info={"title": "T", "version": "2"})
    found, told = merged({"a.md": page("A", document()), "b.md": page("B", newer)})
    assert found["info"]["version"] == "1.0.0"
    assert told == ["info: taken from a.md, not from b.md, which differs at version"]


def test_equal_components_join_and_prose_is_no_conflict(merged):
    answer = answering({"$ref": "#/components/schemas/Error"})
    translated = ERROR | {"description": "Помилка"}
    found, told = merged(
        {
            "methods/a.md": page("A", document("GET /a", answer, {"Error": ERROR})),
            "b.md": page("B", document("GET /b", answer, {"Error": translated})),
        }
    )
    assert found["components"] == {"schemas": {"Error": ERROR}}
    assert told == []


def test_unequal_components_are_a_conflict_told_by_page_and_field(merged):
    answer = answering({"$ref": "#/components/schemas/Error"})
    other = {"type": "object", "properties": {"message": {"type": "integer"}, "code": {}}}
    found, told = merged(
        {
            "guide.md": page("B", document("GET /b", answer, {"Error": other})),
            "methods/a.md": page(
                "A",
                document("GET /a", answer, {"Error": ERROR}),
                document("GET /c", answer, {"Error": ERROR}),
            ),
        }
    )
    assert found["components"] == {"schemas": {"Error": ERROR}}
    [line] = told
    assert line == (
        "schemas Error: taken from methods/a.md, not from guide.md, which differs at "
        "properties.message.type, properties.code"
    )


def test_documents_on_one_page_that_differ_are_told_by_line(merged):
    parameter = {"in": "query", "name": "apiKey", "schema": {"type": "string"}}
    with_key = document("GET /a", {"parameters": [parameter], "responses": {}})
    _, told = merged({"a.md": page("A", document("GET /a", {"responses": {}}), with_key)})
    [line] = told
    assert line == (
        "GET /a: taken from a.md (line 11), not from a.md (line 20), which differs at "
        "parameters[query apiKey]"
    )


def test_components_nobody_needs_stay_out_and_pruned_ones_are_found_elsewhere(merged):
    answer = answering({"$ref": "#/components/schemas/Error"})
    model = {"openapi": "3.0.0", "components": {"schemas": {"Error": ERROR, "Spare": ERROR}}}
    found, _ = merged(
        {"a.md": page("A", document("GET /a", answer)), "models.md": page_of_models(model)}
    )
    assert found["components"] == {"schemas": {"Error": ERROR}}


def page_of_models(model):
    return f"# Models\n\n```json\n{json.dumps(model)}\n```\n"


def test_a_reference_that_no_page_answers_stops_the_run(refusal):
    answer = answering({"$ref": "#/components/schemas/Error"})
    assert refusal({"a.md": page("A", document("GET /a", answer))}) == (
        "pages/a.md (line 11): #/components/schemas/Error is on no page"
    )


ENGLISH, OTHER = (
    {"type": "object", "properties": {name: {"type": "string"}}} for name in ("en", "other")
)


@pytest.mark.parametrize(
    ("trusted", "other"),
    [
        (("methods/a.md", "Parcels"), ("aguide.md", "Parcels")),
        (("metodi-1/methods/a.md", "Parcels"), ("metodi-1/metodi/a.md", "Parcels")),
        (("zguide.md", "How to"), ("aaa.md", "Відправлення")),
        (("zguide.md", "How to"), ("uk/aaa.md", "How to")),
        (("methods/z.md", "Parcels"), ("methods/parcels-uk.md", "Parcels")),
        (("methods/z.md", "Parcels"), ("methods/a.md", "Посилки")),
    ],
)
def test_pages_are_trusted_in_order(merged, trusted, other):
    found, told = merged(
        {
            trusted[0]: page(trusted[1], document("GET /a", answering(ENGLISH)), address=""),
            other[0]: page(other[1], document("GET /a", answering(OTHER)), address=""),
        }
    )
    assert found["paths"]["/a"]["get"] == answering(ENGLISH)
    place = "responses.200.content.application/json.schema.properties"
    [line] = told
    assert line == (
        f"GET /a: taken from {trusted[0]}, not from {other[0]}, which differs at "
        f"{place}.en, {place}.other"
    )


def test_a_page_says_itself_where_it_stands(merged):
    address = "https://api-portal.novapost.com/metodi-1/methods/parcels.md"
    found, _ = merged(
        {
            "1.md": page("Parcels", document("GET /a", answering(OTHER)), address=""),
            "2.md": page("Parcels", document("GET /a", answering(ENGLISH)), address=address),
        }
    )
    assert found["paths"]["/a"]["get"] == answering(ENGLISH)


def test_a_twin_that_says_the_same_in_other_words_is_no_choice(merged):
    english = answering(ENGLISH) | {"summary": "Find"}
    twin = answering(ENGLISH) | {"summary": "Знайти", "description": "Опис", "tags": ["Т"]}
    found, told = merged(
        {
            "methods/a.md": page("A", document("GET /a", english)),
            "uk/a.md": page("Відправлення", document("GET /a", twin)),
        }
    )
    assert found["paths"]["/a"]["get"] == english
    assert told == []


def test_what_only_a_twin_has_is_taken_and_told(merged):
    found, told = merged(
        {"uk/a.md": page("Відправлення", document("GET /a")), "b.md": page("B", document())}
    )
    assert "/a" in found["paths"]
    assert told == ["GET /a: no English page has it; taken from uk/a.md"]


def test_a_scheme_that_no_page_defines_stays_a_name(merged):
    found, _ = merged({"a.md": page("A", document("GET /a", security=[{"JWT": []}]))})
    assert found["paths"]["/a"]["get"]["security"] == [{"JWT": []}]
    assert found["components"] == {}


def test_a_twin_that_calls_the_id_otherwise_is_the_same_operation(merged):
    found, told = merged(
        {
            "methods/a.md": page("A", document("GET /a/{id}")),
            "uk/a.md": page("А", document("GET /a/{number}")),
        }
    )
    assert list(found["paths"]) == ["/a/{id}"]
    assert told == ["GET /a/{id}: uk/a.md calls it GET /a/{number}"]


DRAFTS = {
    "methods/x.md": page("Page 1", document("POST /a", answering(OTHER))),
    "methods/y.md": page("Untitled page", document("POST /a", answering(OTHER))),
    "methods/z.md": page(
        "Shipments",
        document("POST /a", answering(OTHER) | {"description": "Creates. test test test"}),
    ),
}


@pytest.mark.parametrize("title", ["Pages", "Page", "Test", "Test webhook"])
def test_a_title_that_says_something_is_no_draft(merged, title):
    found, told = merged({"page-1.md": page(title, document("POST /a"))})
    assert list(found["paths"]) == ["/a"]
    assert told == []


@pytest.mark.parametrize("name", DRAFTS)
def test_a_draft_is_passed_over_and_told(merged, name):
    page_b = {"uk/b.md": page("Відправлення", document("POST /a", answering(ENGLISH)))}
    found, told = merged({name: DRAFTS[name]} | page_b)
    assert found["paths"]["/a"]["post"] == answering(ENGLISH)
    assert f"POST /a: {name} is a draft and passed over (DRAFTS=1 takes it)" in told
    found, told = merged({}, drafts=True)
    assert found["paths"]["/a"]["post"] == answering(ENGLISH)
    assert any(f"not from {name}" in line for line in told)


def test_a_draft_named_by_itself_is_meant(tmp_path):
    path = tmp_path / "page-1.md"
    path.write_text(page("Page 1", document("GET /a"), document("GET /b")), encoding="utf-8")
    assert list(load_document(path)["paths"]) == ["/a", "/b"]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (HTML, "pages/bad.md: is HTML (a login, an error, a page for browsers?), no document"),
        (
            '```json\n{"openapi":"3.0.0","paths":{"/a":\n```\n',
            "pages/bad.md: broken JSON at line 2, column 34",
        ),
        ('```json\n{"swagger":"2.0"}\n```\n', "pages/bad.md: is Swagger 2.0"),
        ('```json\n{"openapi":"3.2.0"}\n```\n', "pages/bad.md: is OpenAPI 3.2.0"),
        ('```json\n{"openapi":"3.0.0","paths":{"a":{}}}\n```\n', 'pages/bad.md: path "a" does not'),
        ("", "pages/bad.md: is empty"),
    ],
)
def test_a_page_that_fails_stops_the_run(refusal, text, says):
    assert refusal({"a.md": page("A", document()), "bad.md": text}).startswith(says)


@pytest.mark.parametrize("kept", range(len('{"openapi'), len('{"openapi": "3.0.0",')))
def test_a_document_of_which_hardly_anything_is_left_stops_the_run(refusal, kept):
    text = '{"openapi": "3.0.0",'[:kept]
    said = refusal({"a.md": page("A", document()), "bad.md": f"```json\n{text}\n```\n"})
    assert re.match(r"pages/bad\.md: (broken|is OpenAPI '?3)", said)


def test_pages_without_an_operation_are_told(refusal):
    assert refusal({"a.md": PROSE_PAGE, "b.md": MODEL_PAGE}) == "pages: no operation on 2 pages"


def test_hidden_folders_and_other_files_are_no_pages(merged):
    found, _ = merged({"a.md": page("A", document()), ".git/b.md": HTML, "c.html": HTML})
    assert list(found["paths"]) == ["/parcels"]


def test_no_two_places_share_an_object(merged):
    same = answering(ENGLISH)
    found, _ = merged({"a.md": page("A", document("GET /a", same), document("GET /b", same))})
    before = copy.deepcopy(found)
    found["paths"]["/a"]["get"]["responses"]["200"]["description"] = "changed"
    assert found["paths"]["/b"] == before["paths"]["/b"]
