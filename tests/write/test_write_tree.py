"""A tree takes the place of another as a whole, or not at all."""

from __future__ import annotations

from pathlib import Path

import pytest

from codegen.write.tree import scratch, swap_in


def tree(folder: Path, text: str) -> Path:
    folder.mkdir(parents=True)
    (folder / "module.py").write_text(text)
    return folder


@pytest.mark.parametrize("is_there", [True, False])
def test_a_new_tree_takes_the_place(tmp_path: Path, is_there: bool) -> None:
    target = tmp_path / "generated"
    if is_there:
        tree(target, "old")
    with scratch(target) as new:
        swap_in(tree(new, "new"), target)
    assert (target / "module.py").read_text() == "new"
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
    assert (target / "module.py").read_text() == ("new" if (step, is_done) == (2, True) else "old")


@pytest.mark.parametrize("is_there", [True, False])
def test_what_cannot_be_put_there_leaves_the_old_one(tmp_path: Path, is_there: bool) -> None:
    target = tmp_path / "generated"
    if is_there:
        tree(target, "old")
    with pytest.raises(OSError, match="new"), scratch(target) as new:
        swap_in(new, target)  # Which nobody has written.
    assert [path.name for path in tmp_path.rglob("*")] == ["generated", "module.py"] * is_there
    if is_there:
        assert (target / "module.py").read_text() == "old"
