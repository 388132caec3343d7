"""A build says what it needs and what it is doing."""

from pathlib import Path

import pytest

import dev
import machine
from steps import Steps


def test_what_is_there_is_not_installed_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    tool = tmp_path / "wixl"
    tool.touch(mode=0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    machine.need({"wixl": "wixl", str(tool): "wixl"})


def test_what_is_missing_is_named_with_the_command_that_brings_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # No apt-get is found either: nothing is installed, whoever runs this.
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(dev.Stop, match=r"apt-get install -y base-files wixl$"):
        machine.need({"wixl": "wixl", "msiwixl": "wixl", str(tmp_path / "gone"): "base-files"})


def test_a_step_that_fails_is_told_with_its_seconds(capsys: pytest.CaptureFixture[str]) -> None:
    steps = Steps()
    with steps.step("folder"):
        pass
    with pytest.raises(LookupError), steps.step("installer"):
        raise LookupError
    assert list(steps.seconds) == ["folder", "installer"]
    assert steps.total() >= 0
    said = capsys.readouterr().out.splitlines()
    assert [line.partition(" ...")[0] for line in said] == ["folder", "installer"]
    assert all(line.endswith(" s") for line in said)
