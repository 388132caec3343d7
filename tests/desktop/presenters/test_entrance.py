"""Ways in and out that were cut short, or met a store that is silent: nobody is shut out, nothing is left behind."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop.credentials import SecretsUnavailable, SessionOnly
from sync.cache.errors import TroubleCode, WrongKey
from sync.profile import known_profiles, own, profile_of
from tests.desktop.presenters.machine import SERVER, FakeLine, Machine
from tests.fakes.identity import CountingIdentity

PHRASE = "correct horse"


@pytest.fixture
def machine(tmp_path: Path) -> Iterator[Machine]:
    made = Machine(tmp_path)
    yield made
    while made.entered:
        made.leave()


@pytest.fixture
def locked(machine: Machine) -> Path:
    """Somebody has worked here under a passphrase; returns their folder."""
    machine.has_store = False
    machine.start()
    machine.sign_in()
    machine.desk.passphrase_chosen(PHRASE)
    folder = folder_of(machine)
    machine.leave()
    machine.start()
    return folder


def folder_of(machine: Machine) -> Path:
    """Of the only one who has worked here."""
    (folder,) = (machine.folder / "profiles").iterdir()
    return folder


class Moody(SessionOnly):
    """A store that says nothing when it is asked to do one thing."""

    silent_on = ""

    def keep(self, account: str, name: str, secret: str) -> None:
        if self.silent_on == f"keep {name}":
            raise SecretsUnavailable("locked")
        super().keep(account, name, secret)

    def forget(self, account: str, name: str) -> None:
        if self.silent_on == f"forget {name}":
            raise SecretsUnavailable("locked")
        super().forget(account, name)


@pytest.mark.parametrize("kept", [b"", b"\x00" * 64, b"[]", b'{"salt_hex": "0'])
def test_data_whose_way_to_the_key_is_lost_is_set_aside_and_said(machine: Machine, locked: Path, kept: bytes) -> None:
    (locked / "passphrase.json").write_bytes(kept)
    machine.desk.ask_unlock(known_profiles(machine.folder / "profiles")[0])
    machine.desk.unlock_asked(PHRASE)
    assert machine.trouble == "本机数据打不开，口令或密钥不对", "with no server, nothing is touched"
    assert not list(locked.glob("*unreadable*"))
    machine.desk.other_account_asked()
    machine.sign_in()
    machine.desk.unlock_asked(PHRASE)
    ((entered, _, _),) = machine.entered
    assert entered.trouble is not None and entered.trouble.code is TroubleCode.WRONG_KEY
    assert list(locked.glob("me.unreadable-*.db")), "not erased: there may be a backup of the lost file"
    machine.leave()
    machine.start()
    machine.sign_in()
    machine.desk.unlock_asked(PHRASE)
    ((entered, _, _),) = machine.entered
    assert entered.trouble is None


def test_a_choice_of_a_passphrase_that_was_cut_short_is_made_again_without_a_word(machine: Machine) -> None:
    machine.has_store = False
    machine.start()
    machine.sign_in()
    (folder_of(machine) / "passphrase.json").touch()
    machine.desk.passphrase_chosen(PHRASE)
    ((entered, _, _),) = machine.entered
    assert entered.trouble is None


@pytest.mark.parametrize("kept", [{"salt_hex": "0"}, {"salt_hex": 7}, {"salt_hex": "00", "n": 3}, {"salt": "00"}])
def test_a_way_to_the_key_that_makes_no_sense_is_told_and_kept(
    machine: Machine, locked: Path, kept: dict[str, object]
) -> None:
    (locked / "passphrase.json").write_text(json.dumps(kept))
    machine.sign_in()
    machine.desk.unlock_asked(PHRASE)
    assert machine.trouble == "本机数据打不开，口令或密钥不对"
    assert json.loads((locked / "passphrase.json").read_text()) == kept


def test_data_under_the_key_of_a_store_that_is_away_is_not_shut_by_a_passphrase(machine: Machine) -> None:
    machine.sign_in()
    machine.leave()
    machine.has_store = False
    machine.start()
    machine.sign_in()
    machine.desk.passphrase_chosen(PHRASE)
    assert machine.trouble == "本机数据打不开，口令或密钥不对"
    machine.has_store = True
    machine.start()
    machine.sign_in()
    ((entered, _, _),) = machine.entered
    assert entered.trouble is None


def test_who_could_not_be_let_in_is_let_in_when_they_try_again(machine: Machine) -> None:
    machine.store = store = Moody()
    store.silent_on = "keep session"
    machine.start()
    machine.sign_in()
    assert machine.trouble == "系统密钥库没有回应"
    with own(known_profiles(machine.folder / "profiles")[0]):
        """Nobody else has it."""
    store.silent_on = ""
    machine.sign_in()
    assert len(machine.entered) == 1


class Witness(FakeLine):
    """Looks what is left on the disk when the server is told."""

    def __init__(self, machine: Machine) -> None:
        super().__init__(machine.server, "wang")
        self._machine = machine
        self.left: list[Path] | None = None

    def sign_out(self, access_token: str) -> None:
        self.left = list((self._machine.folder / "profiles").iterdir())
        super().sign_out(access_token)


class WatchedMachine(Machine):
    """`server_is_away`: lines opened from now on reach nobody."""

    server_is_away = False

    def line(self, server: str) -> FakeLine:
        self.lines.append(Witness(self))
        self.lines[-1].is_offline = self.server_is_away
        return self.lines[-1]


@pytest.mark.parametrize("is_offline", [False, True])
def test_a_wipe_waits_for_no_server(tmp_path: Path, is_offline: bool) -> None:
    machine = WatchedMachine(tmp_path)
    machine.sign_in()
    entered, _, _ = machine.entered.pop()
    machine.server_is_away = is_offline
    machine.entrance.leave(entered, erase=True)
    told = [line for line in machine.lines if "sign_out" in line.said]
    assert [line.left for line in told if isinstance(line, Witness)] == [[]]


def test_a_wipe_under_a_passphrase_leaves_nothing_and_tells_the_server(machine: Machine, locked: Path) -> None:
    machine.sign_in()
    machine.desk.unlock_asked(PHRASE)
    entered, _, _ = machine.entered.pop()
    machine.entrance.leave(entered, erase=True)
    assert list(locked.parent.iterdir()) == []
    assert "sign_out" in [said for line in machine.lines for said in line.said]


def test_a_silent_key_store_keeps_no_data_from_a_wipe(machine: Machine) -> None:
    machine.store = store = Moody()
    machine.start()
    machine.sign_in()
    entered, _, _ = machine.entered.pop()
    store.silent_on = "forget cache key"
    with pytest.raises(SecretsUnavailable):
        machine.entrance.leave(entered, erase=True)
    assert list((machine.folder / "profiles").iterdir()) == []


def test_a_wipe_that_was_cut_short_is_ended_by_the_next_start_and_takes_nobody_else_along(machine: Machine) -> None:
    machine.sign_in()
    name = machine.leave()
    other = profile_of(machine.folder / "profiles", SERVER, "chen", "陈", CountingIdentity())
    (machine.folder / "profiles" / name / "erase.ordered").touch()  # and then the power went
    machine.start()
    machine.entrance.finish_erasing()
    assert list((machine.folder / "profiles").iterdir()) == [other.folder]
    assert machine.store.read(name, "cache key") is None and machine.store.read(name, "session") is None
    assert machine.entrance.come_back(name) is None


def test_nobody_comes_in_over_what_a_wipe_has_left(machine: Machine) -> None:
    machine.sign_in()
    name = machine.leave()
    (machine.folder / "profiles" / name / "erase.ordered").touch()
    machine.start()
    assert machine.entrance.come_back(name) is None
    machine.sign_in()
    ((entered, _, _),) = machine.entered
    assert not (entered.profile.folder / "erase.ordered").exists()
    assert entered.trouble is None


def test_a_wrong_passphrase_spoils_nothing(machine: Machine, locked: Path) -> None:
    profile = known_profiles(machine.folder / "profiles")[0]
    with pytest.raises(WrongKey):
        machine.entrance.unlock(profile, "correct house")
    machine.entrance.unlock(profile, PHRASE).close()
    assert not list(locked.glob("*unreadable*"))
