"""A machine that was lost is wiped by a word of the operator's, and no other with it."""

import pytest
from typer.testing import CliRunner, Result

from server.cli.ending import ExitCode
from server.cli.program import program
from sync.protocol.messages import Device, Hello, Session, SignIn, Welcome
from tests.server.http.conftest import Speaker
from tests.server_process import ServerProcess, password_in


def ask(*words: str) -> Result:
    return CliRunner().invoke(program, ["--language", "en", *words])


def signed_in(server: ServerProcess, name: str, password: str) -> Speaker:
    speaker = Speaker(server.address, device=name.lower())
    asked = SignIn("lin", password, Device(speaker.device, name))
    speaker.token = speaker.ask("sign-in", asked, Session).access_token
    return speaker


def is_told_to_wipe(speaker: Speaker) -> bool:
    return speaker.ask("hello", Hello("1.0.0", (1, 1), speaker.device), Welcome).is_wipe_ordered


def test_the_machine_that_is_named_hears_it_at_its_next_contact(database_url: str) -> None:
    here = ("--database", database_url)
    ask("init", *here)
    password = password_in(ask("person", "add", "lin", "林晓", *here).stdout)
    assert "not signed in anywhere" in ask("device", "list", "lin", *here).stdout
    with ServerProcess(database_url) as server:
        lost, kept = signed_in(server, "LAPTOP-7", password), signed_in(server, "DESK-1", password)
        assert sorted(line.split("\t")[0] for line in ask("device", "list", "lin", *here).stdout.splitlines()) == [
            "DESK-1",
            "LAPTOP-7",
        ]
        unnamed = ask("device", "wipe", "lin", *here)
        assert (unnamed.exit_code, "LAPTOP-7" in unnamed.stderr) == (ExitCode.REFUSED, True)
        assert (is_told_to_wipe(lost), is_told_to_wipe(kept)) == (False, False)
        assert "LAPTOP-7" in ask("device", "wipe", "LIN", "--name", "LAPTOP-7", *here).stdout
        assert (is_told_to_wipe(lost), is_told_to_wipe(kept)) == (True, False)
        assert ask("device", "list", "lin", *here).stdout.count("to be erased") == 1
        ask("device", "wipe", "lin", "--all", *here)
        assert (is_told_to_wipe(lost), is_told_to_wipe(kept)) == (True, True)
        ask("device", "wipe", "lin", "--all", "--take-back", *here)
        assert (is_told_to_wipe(lost), is_told_to_wipe(kept)) == (False, False)


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("list", "nobody"), "Nobody signs in as nobody"),
        (("wipe", "nobody"), "Nobody signs in as nobody"),
        (("wipe", "admin", "--name", "LAPTOP-7"), "Devices of admin: (none)"),
    ],
)
def test_nobodys_machine_is_wiped_by_a_guess(database_url: str, words: tuple[str, ...], told: str) -> None:
    ask("init", "--database", database_url)
    ended = ask("device", *words, "--database", database_url)
    assert (ended.exit_code, told in ended.stderr) == (ExitCode.REFUSED, True), ended.output
