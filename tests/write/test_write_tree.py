"""A tree takes the place of another as a whole, or not at all."""

from __future__ import annotations

from pathlib import Path

import pytest

from codegen.errors import CodegenError
from codegen.write.tree import scratch, swap_in

MODULE = "novapost_client/module.py"


def tree(folder: Path, text: str) -> Path:
    (folder / "novapost_client").mkdir(parents=True)
    (folder / "novapost_client" / "openapi.json").write_text("{}")
    (folder / MODULE).write_text(text)
    return folder


@pytest.mark.parametrize("is_there", [True, False])
def test_a_new_tree_takes_the_place(tmp_path: Path, is_there: bool) -> None:
    target = tmp_path / "generated"
    if is_there:
        tree(target, "old")
    with scratch(target) as new:
        said = swap_in(tree(new, "new"), target)
    assert ("changed  " if is_there else "added    ") + MODULE in said
    assert (target / MODULE).read_text() == "new"
    assert list(tmp_path.iterdir()) == [target]


@pytest.mark.parametrize("is_done", [True, False])
@pytest.mark.parametrize("step", [1, 2])
def test_an_interrupt_leaves_one_of_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: int, is_done: bool
) -> None:
    target = tree(tmp_path / "generated", "old")
    rename, steps = Path.rename, []

    def interrupted(path: Path, other: Path) -> None:
        steps.append(other)
        if len(steps) != step or is_done:
            rename(path, other)
        if len(steps) == step:
            raise KeyboardInterrupt

    monkeypatch.setattr(Path, "rename", interrupted)
    with pytest.raises(KeyboardInterrupt), scratch(target) as new:
        swap_in(tree(new, "new"), target)
    assert list(tmp_path.iterdir()) == [target]
    assert (target / MODULE).read_text() == ("new" if (step, is_done) == (2, True) else "old")


def test_what_cannot_be_put_there_leaves_the_old_one(tmp_path: Path) -> None:
    target = tree(tmp_path / "generated", "old")
    with pytest.raises(OSError, match="new"), scratch(target) as new:
        swap_in(new, target)  # Which nobody has written.
    assert list(tmp_path.iterdir()) == [target]
    assert (target / MODULE).read_text() == "old"


@pytest.mark.parametrize(
    "theirs",
    ["thesis.txt", "src/thesis.py", "novapost_client/notes.md", ".git/HEAD", "novapost_client.py"],
)
@pytest.mark.parametrize("beside", ["a client", "nothing"])
def test_nobodys_files_go_with_what_is_replaced(tmp_path: Path, theirs: str, beside: str) -> None:
    target = tmp_path / "generated"
    if beside == "a client":
        tree(target, "old")
    (target / theirs).parent.mkdir(parents=True, exist_ok=True)
    (target / theirs).write_text("precious")
    says = f"holds {theirs}" if beside == "a client" else "no client of this kind"
    with pytest.raises(CodegenError, match=f"generated: .*{says}"), scratch(target) as new:
        swap_in(tree(new, "new"), target)
    assert (target / theirs).read_text() == "precious"
    assert list(tmp_path.iterdir()) == [target]


@pytest.mark.parametrize("theirs", ["openapi.json", "novapost_client/client.py"])
def test_what_is_only_called_like_ours_is_somebodys(tmp_path: Path, theirs: str) -> None:
    target = tmp_path / "generated"
    (target / theirs).parent.mkdir(parents=True)
    (target / theirs).write_text("precious")
    with pytest.raises(CodegenError, match="no client of this kind"), scratch(target) as new:
        swap_in(tree(new, "new"), target)
    assert (target / theirs).read_text() == "precious"


def test_a_file_or_a_link_in_it_is_somebodys_too(tmp_path: Path) -> None:
    target, away = tmp_path / "generated", tmp_path / "away"
    target.write_text("precious")
    with pytest.raises(CodegenError, match="generated: is a file"), scratch(target) as new:
        swap_in(tree(new, "new"), target)
    assert target.read_text() == "precious"
    target.unlink()
    away.mkdir()
    (tree(target, "old") / "data").symlink_to(away)
    with pytest.raises(CodegenError, match="holds data"), scratch(target) as new:
        swap_in(tree(new, "new"), target)
    assert (target / "data").is_symlink()


@pytest.mark.parametrize(
    "left", ["__pycache__/a.pyc", ".mypy_cache/CACHEDIR.TAG", ".ruff_cache/.gitignore", ".DS_Store"]
)
def test_what_is_ours_goes_with_what_programs_have_left(tmp_path: Path, left: str) -> None:
    target = tree(tmp_path / "generated", "old")
    (target / "changelog.md").write_text("Old.")
    for folder in (target, target / "novapost_client" / "models"):
        (folder / left).parent.mkdir(parents=True, exist_ok=True)
        (folder / left).touch()
    (target / "novapost_client" / "models" / "gone.py").touch()
    with scratch(target) as new:
        said = swap_in(tree(new, "new"), target)
    assert not any(left in line for line in said)
    assert [path.name for path in target.iterdir()] == ["novapost_client"]


def test_what_is_the_same_stays_where_it_is(tmp_path: Path) -> None:
    target = tree(tmp_path / "generated", "same")
    before = target.stat().st_ino
    with scratch(target) as new:
        assert swap_in(tree(new, "same"), target) == []
    assert target.stat().st_ino == before
