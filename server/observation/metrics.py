"""Figures for Prometheus. Labels are codes of ours, never texts that came from outside."""

from collections.abc import Iterable, Mapping

import msgspec
from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest

from domain.deadlines import OutflowRule
from domain.reasons import Reason
from sync.protocol.messages import Pulled, Receipt

_rows: msgspec.json.Decoder[list[msgspec.Raw]] = msgspec.json.Decoder(list[msgspec.Raw])
_KNOWN_REASONS = frozenset(Reason)


class Metrics:
    """One per process, with a registry of its own."""

    def __init__(self) -> None:
        self._registry = CollectorRegistry()
        self._commands = Counter("gonghai_commands", "Commands judged", ["verdict", "reason"], registry=self._registry)
        self._rows = Counter("gonghai_pull_rows", "Rows sent to clients", ["fate"], registry=self._registry)
        self._sign_ins = Counter("gonghai_sign_ins", "Tries to sign in", ["outcome"], registry=self._registry)
        self._requests = Histogram(
            "gonghai_request_seconds",
            "Time to answer, the long poll left out",
            ["path", "status"],
            registry=self._registry,
        )
        self._imported = Counter("gonghai_imported_rows", "Rows of files", ["verdict"], registry=self._registry)
        self._recycled = Counter(
            "gonghai_recycled_customers", "Customers that this process took back", ["rule"], registry=self._registry
        )
        self._overdue = Gauge(
            "gonghai_oldest_overdue_outflow_seconds",
            "Age of the oldest deadline that has come and whose customer was not recycled yet",
            registry=self._registry,
        )
        self._unstamped = Gauge(
            "gonghai_oldest_unstamped_commit_seconds",
            "Age of the oldest commit that no pull has numbered yet",
            registry=self._registry,
        )

    def count_receipts(self, receipts: Iterable[Receipt]) -> None:
        for receipt in receipts:
            verdict = "accepted" if receipt.is_accepted else "asked_back" if receipt.must_ask else "refused"
            reason = receipt.reason if receipt.reason in _KNOWN_REASONS else ""
            self._commands.labels(verdict, reason).inc()

    def count_pull(self, pulled: Pulled) -> None:
        for page in pulled.pages:
            for upserts in page.upserts:
                self._rows.labels("upserted").inc(len(_rows.decode(upserts.rows)))
            self._rows.labels("removed").inc(sum(len(removals.ids) for removals in page.removals))

    def count_imported(self, counts: Mapping[str, int]) -> None:
        for verdict, number in counts.items():
            self._imported.labels(verdict).inc(number)

    def count_sign_in(self, outcome: str) -> None:
        self._sign_ins.labels(outcome).inc()

    def observe_request(self, path: str, status: int, seconds: float) -> None:
        """`path` is a route's template, so that nobody can fill the registry with made-up paths."""
        self._requests.labels(path, str(status)).observe(seconds)

    def count_swept(self, by_rule: Mapping[OutflowRule, int]) -> None:
        for rule, number in by_rule.items():
            self._recycled.labels(rule.value).inc(number)

    def page(self, oldest_unstamped_seconds: float, oldest_overdue_seconds: float) -> bytes:
        self._unstamped.set(oldest_unstamped_seconds)
        self._overdue.set(oldest_overdue_seconds)
        return generate_latest(self._registry)
