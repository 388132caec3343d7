"""The company the client is tried with: a real server that speaks TLS on loopback, a rep, a pool of customers."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from tests.link import Link
from tests.server_process import ServerProcess, administer, password_in
from tests.tour.company import POOL, Worker, spreadsheet
from tests.tour.truth import Truth, read_truth
from wine.certificates import Authority, authority, expired_authority, identity

CUSTOMERS: Final = 300
_SEED = 6


@dataclass(frozen=True, slots=True)
class Company:
    """`link` is the cable between client and server; `address` is what clients are told."""

    database_url: str
    link: Link
    rep: Worker
    ours: Authority
    stranger: Authority
    expired: Authority

    @property
    def address(self) -> str:
        return f"https://localhost:{self.link.port}"

    def truth(self) -> Truth:
        """What the server holds, read past every screen."""
        return read_truth(self.database_url)

    def held_by_rep(self) -> set[str]:
        return {customer_id for customer_id, owner in self.truth().owners.items() if owner == self.rep.name}


@contextmanager
def company(folder: Path) -> Iterator[Company]:
    """Set up by the admin's own commands, then serve."""
    database_url = f"sqlite:///{folder / 'company.db'}"
    ours, stranger = authority(folder, "ours"), authority(folder, "stranger")
    shown = identity(folder, "server", ours)
    administer(database_url, "init", "--company", "公海科技")
    administer(database_url, "team", "add", "华南一组")
    administer(database_url, "pool", "add", POOL)
    printed = administer(database_url, "person", "add", "lin", "林晓", "--team", "华南一组")
    rep = Worker("lin", "林晓", password_in(printed))
    sheet = spreadsheet(folder / "customers.xlsx", CUSTOMERS, seed=_SEED)
    administer(database_url, "import-customers", str(sheet), "--pool", POOL)
    tls = ("--certificate", str(shown.certificate), "--key", str(shown.key))
    with ServerProcess(database_url, *tls, log=folder / "server.log") as server, Link(server.port) as link:
        yield Company(database_url, link, rep, ours, stranger, expired_authority(folder, "expired"))
