"""Figures for Prometheus. Labels are codes of ours, never texts that came from outside."""

from collections.abc import Iterable

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest

from domain.reasons import Reason
from sync.protocol.messages import Receipt

_KNOWN_REASONS = frozenset(Reason)


class Metrics:
    """One per process, with a registry of its own."""

    def __init__(self) -> None:
        self._registry = CollectorRegistry()
        self._commands = Counter(
            "gonghai_commands", "Commands judged", ["verdict", "reason"], registry=self._registry
        )
        self._rows = Counter("gonghai_pull_rows", "Rows sent to clients", ["fate"], registry=self._registry)
        self._sign_ins = Counter("gonghai_sign_ins", "Tries to sign in", ["outcome"], registry=self._registry)
        self._requests = Histogram(
            "gonghai_request_seconds",
            "Time to answer, the long poll left out",
            ["path", "status"],
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

    def count_pull(self, sent: int, removed: int) -> None:
        self._rows.labels("upserted").inc(sent)
        self._rows.labels("removed").inc(removed)

    def count_sign_in(self, outcome: str) -> None:
        self._sign_ins.labels(outcome).inc()

    def observe_request(self, path: str, status: int, seconds: float) -> None:
        """`path` is a route's template, so that nobody can fill the registry with made-up paths."""
        self._requests.labels(path, str(status)).observe(seconds)

    def page(self, oldest_unstamped_seconds: float) -> bytes:
        self._unstamped.set(oldest_unstamped_seconds)
        return generate_latest(self._registry)


