"""What the pipeline is given and cannot use: told in one line, and nothing is written."""

import json
from pathlib import Path

import pytest

from codegen import __main__ as command
from codegen import pipeline

OPENAPI = Path(__file__).parents[2] / "openapi.json"


@pytest.mark.parametrize(
    "words",
    [("diff", "", "x.json"), ("diff", "x.json", " "), ("generate", "--spec", ""), ("update", "")],
)
def test_an_empty_name_is_no_folder(words, capsys):
    with pytest.raises(SystemExit) as ended:
        command.main(words)
    assert ended.value.code == 2
    assert "is empty: name a file or a folder" in capsys.readouterr().err


def test_a_correction_in_a_file_of_another_kind_is_told(tmp_path, monkeypatch, capsys):
    (tmp_path / "overlays").mkdir()
    (tmp_path / "overlays" / "95-mine.yml").touch()
    monkeypatch.setattr(pipeline, "ROOT", tmp_path)
    assert command.main(("check",)) == 2
    assert capsys.readouterr().err.startswith("codegen: overlays/95-mine.yml: a correction is in")


def test_a_reference_that_leads_nowhere_is_told_with_its_place(tmp_path, capsys):
    document = json.loads(OPENAPI.read_text("utf-8"))
    document["x-note"] = document["info"]["x-note"] = {"$ref": "#/none"}  # No reference at all.
    answer = document["paths"]["/divisions"]["get"]["responses"]["200"]
    answer["content"]["application/json"]["schema"] = {"$ref": "#/components/schemas/Divisoin"}
    spec = tmp_path / "openapi.json"
    spec.write_text(json.dumps(document), "utf-8")
    assert command.main(("generate", "--spec", str(spec), "--output", str(tmp_path / "out"))) == 2
    assert capsys.readouterr().err == (
        "codegen: #/paths/~1divisions/get/responses/200/content/application~1json/schema:"
        " reference #/components/schemas/Divisoin leads nowhere in the document\n"
    )
    assert not (tmp_path / "out").exists()


def test_who_is_interrupted_sees_one_line(monkeypatch, capsys):
    def interrupt(*_, **__):
        raise KeyboardInterrupt

    monkeypatch.setattr(command, "prepared", interrupt)
    assert command.main(("check",)) == 130
    assert capsys.readouterr().err == "codegen: interrupted\n"
