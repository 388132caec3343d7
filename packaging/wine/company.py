"""The company the client is tried with: a real server that speaks TLS on loopback, a rep, a pool of customers."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from tests.link import Link
from tests.server_process import ServerProcess, administer
from tests.tour.company import POOL, Worker, hire, spreadsheet
from tests.tour.truth import Truth, read_truth
from wine.certificates import Certified, authority, identity

CUSTOMERS: Final = 300
_SEED = 6


@dataclass(frozen=True, slots=True)
class Company:
    """`link` is the cable between client and server; `address` is what clients are told.

    `authority` has signed what our server shows. `strange_server` and `expired_server` are where nobody should sign
    in: an authority nobody here knows, and a certificate of ours that has run out.
    """

    database_url: str
    link: Link
    rep: Worker
    authority: Certified
    strange_server: str
    expired_server: str
    expired_authority: Certified

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
    administer(database_url, "init", "--company", "公海科技")
    administer(database_url, "team", "add", "华南一组")
    administer(database_url, "pool", "add", POOL)
    rep = hire(database_url, "lin", "林晓", "华南一组")
    sheet = spreadsheet(folder / "customers.xlsx", CUSTOMERS, seed=_SEED)
    administer(database_url, "import-customers", str(sheet), "--pool", POOL)
    with (
        _serving(database_url, identity(folder, "server", ours), folder) as server,
        Link(server.port) as link,
        _elsewhere(folder, identity(folder, "strange", stranger)) as strange,
        _elsewhere(folder, identity(folder, "late", ours, is_expired=True)) as late,
    ):
        expired = authority(folder, "expired", is_expired=True)
        strange_server, expired_server = (f"https://localhost:{each.port}" for each in (strange, late))
        yield Company(database_url, link, rep, ours, strange_server, expired_server, expired)


def _serving(database_url: str, shown: Certified, folder: Path) -> ServerProcess:
    # With whoever signed it: Wine takes a chain that ends nowhere for a good one.
    tls = ("--certificate", str(shown.chain), "--key", str(shown.key))
    return ServerProcess(database_url, *tls, log=folder / f"{shown.key.stem}.log")


@contextmanager
def _elsewhere(folder: Path, shown: Certified) -> Iterator[ServerProcess]:
    """Another company's server."""
    database_url = f"sqlite:///{folder / shown.key.stem}.db"
    administer(database_url, "init", "--company", "别家公司")
    with _serving(database_url, shown, folder) as server:
        yield server
