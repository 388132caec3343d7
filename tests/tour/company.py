"""The company that the tour visits: a server of its own, two reps, a pool filled from a spreadsheet."""

import random
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import xlsxwriter

from server.database import open_database
from server.demo.companies import Companies
from server.identity.own_passwords import OwnPasswords
from server.identity.passwords import Passwords
from server.identity.secrets import new_password
from server.identity.service import Sessions
from sync.clock import SystemClock
from sync.identity import RandomIdentity
from sync.protocol.messages import Device
from sync.protocol.passwords import PasswordOutcome
from tests.postgres import postgres_server
from tests.server_process import ServerProcess, administer, password_in

POOL = "华南公海"
OWN_CUSTOMERS = 600
_COLUMNS = ("企业名称", "统一社会信用代码", "所在省份", "地区", "注册资金", "联系人", "电话", "标签")


@dataclass(frozen=True, slots=True)
class Worker:
    login: str
    name: str
    password: str


@dataclass(frozen=True, slots=True)
class Company:
    """`imported` is what the import said, as printed."""

    database_url: str
    server: ServerProcess
    lin: Worker
    chen: Worker
    imported: str


@contextmanager
def database(kind: str, folder: Path) -> Iterator[str]:
    """The URL of an empty database of this kind, gone afterwards."""
    if kind == "postgresql":
        with postgres_server() as server:
            yield server.fresh_database()
    else:
        yield f"sqlite:///{folder / 'company.db'}"


@contextmanager
def company(database_url: str, spreadsheet: Path, folder: Path) -> Iterator[Company]:
    """Set up by the admin's own commands, then serve."""
    administer(database_url, "init", "--company", "公海科技")
    administer(database_url, "team", "add", "华南一组")
    administer(database_url, "team", "add", "华南二组")
    administer(database_url, "pool", "add", POOL)
    lin = hire(database_url, "lin", "林晓", "华南一组")
    chen = hire(database_url, "chen", "陈晨", "华南二组")
    imported = administer(database_url, "import-customers", str(spreadsheet), "--pool", POOL)
    with ServerProcess(database_url, log=folder / "server.log") as server:
        yield Company(database_url, server, lin, chen, imported)


def spreadsheet(file: Path, customers: int, *, seed: int, nameless: int = 0) -> Path:
    """A workbook of companies that do not exist; the last `nameless` rows lack what no import can do without."""
    companies = Companies(random.Random(seed), date(2026, 9, 1))
    with xlsxwriter.Workbook(file, {"strings_to_formulas": False, "strings_to_urls": False}) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, _COLUMNS)
        for row in range(1, customers + nameless + 1):
            drawn = companies.draw()
            name = drawn.name if row <= customers else ""
            cells = (name, drawn.uscc, drawn.region, drawn.city, drawn.registered_capital)
            for column, text in enumerate((*cells, drawn.contact_name, drawn.phone, "、".join(drawn.tags))):
                sheet.write_string(row, column, text)
    return file


def hire(database_url: str, login: str, name: str, team: str) -> Worker:
    """Somebody new, who has signed in at another machine before and chosen a password of their own there."""
    given = password_in(administer(database_url, "person", "add", login, name, "--team", team))
    own, now = new_password(), SystemClock().now()
    database = open_database(database_url)
    try:
        passwords = Passwords()
        sessions = Sessions(database, passwords, RandomIdentity().new)
        session = sessions.sign_in(login, given, Device("elsewhere", "Elsewhere"), "127.0.0.1", now)
        answer = OwnPasswords(database, passwords).change(sessions.who(session.access_token, now), given, own, now)
    finally:
        database.close()
    assert answer.outcome == PasswordOutcome.CHANGED
    return Worker(login, name, own)
