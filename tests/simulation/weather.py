"""What may go wrong, and how likely in one run: each seed has weather of its own, mostly fair, with some storms."""

from dataclasses import dataclass, field
from enum import StrEnum
from random import Random


class Fate(StrEnum):
    """What becomes of one exchange on its way."""

    FINE = "fine"
    REFUSED_CONNECTION = "refused_connection"
    LOST_REQUEST = "lost_request"
    LOST_REPLY = "lost_reply"
    LATE_REPLY = "late_reply"
    SLOW_REQUEST = "slow_request"
    DOUBLED_REQUEST = "doubled_request"
    TRUNCATED_REPLY = "truncated_reply"
    STALE_REPLY = "stale_reply"
    CAPTIVE_PORTAL = "captive_portal"
    BUSY_SERVER = "busy_server"
    SERVER_CRASH = "server_crash"


class Trouble(StrEnum):
    """What happens to somebody or something between exchanges."""

    OFFLINE = "offline"
    ONE_WAY_PARTITION = "one_way_partition"
    NETWORK_BACK = "network_back"
    CLIENT_CRASH = "client_crash"
    POWER_LOSS = "power_loss"
    CLIENT_RESTART = "client_restart"
    CLIENT_UPDATED = "client_updated"
    CLIENT_TOO_OLD = "client_too_old"
    DISK_FULL = "disk_full"
    CLIENT_CLOCK_STEP = "client_clock_step"
    SERVER_RESTART = "server_restart"
    SERVER_CLOCK_STEP = "server_clock_step"
    BACKUP_MADE = "backup_made"
    SERVER_RESTORED = "server_restored"
    REPLICA_BEHIND = "replica_behind"
    NEWER_SERVER = "newer_server"
    ACCESS_SHRINKS = "access_shrinks"
    ACCESS_GROWS = "access_grows"
    SOMEBODY_DEPARTS = "somebody_departs"
    TEAM_MOVED = "team_moved"
    POOL_CLOSED = "pool_closed"
    POOL_OPENED = "pool_opened"
    UPHEAVAL = "upheaval"
    FED = "fed"
    RECYCLED = "recycled"
    RECYCLED_UNSEEN = "recycled_unseen"
    RULES_CHANGED = "rules_changed"
    REASSIGNED = "reassigned"
    REQUEST_ANSWERED = "request_answered"
    CERTIFICATION_ANSWERED = "certification_answered"
    USER_SWITCH = "user_switch"
    WIPE_ORDERED = "wipe_ordered"
    SESSION_REVOKED = "session_revoked"
    POISONED_COMMAND = "poisoned_command"
    REPLAYED_COMMAND = "replayed_command"
    REUSED_ID = "reused_id"
    FOREIGN_COMMAND = "foreign_command"
    FOREIGN_SCOPE = "foreign_scope"
    UNINVITED_COMMAND = "uninvited_command"


_USUAL = {
    Trouble.RECYCLED: 5.0,
    Trouble.REASSIGNED: 3.0,
    Trouble.NETWORK_BACK: 6.0,
    Trouble.BACKUP_MADE: 3.0,
    Trouble.CLIENT_CRASH: 3.0,
    Trouble.REPLAYED_COMMAND: 2.0,
    Trouble.UNINVITED_COMMAND: 2.0,
    Trouble.CLIENT_RESTART: 2.0,
    Trouble.ACCESS_GROWS: 2.0,
    Trouble.SOMEBODY_DEPARTS: 0.5,
    Trouble.FED: 9.0,
    Trouble.REQUEST_ANSWERED: 4.0,
    Trouble.CERTIFICATION_ANSWERED: 3.0,
    Trouble.RECYCLED_UNSEEN: 3.0,
    Trouble.POOL_CLOSED: 0.5,
    Trouble.POOL_OPENED: 1.5,
    Trouble.WIPE_ORDERED: 0.3,
    Trouble.SERVER_RESTORED: 0.5,
}


_PRESENT = {Trouble.NETWORK_BACK: 1.0, Trouble.REPLICA_BEHIND: 0.25}
"""In how many runs a kind of trouble is met at all."""


@dataclass(frozen=True)
class Weather:
    """Chances of one run. `overlap`: that others go on while a request is under way."""

    fates: dict[Fate, float] = field(default_factory=dict)
    troubles: dict[Trouble, float] = field(default_factory=dict)
    overlap: float = 0.2
    trouble_share: float = 0.15

    def fate(self, chance: Random) -> Fate:
        drawn = chance.random()
        for fate, share in self.fates.items():
            drawn -= share
            if drawn < 0:
                return fate
        return Fate.FINE

    @property
    def has_replica(self) -> bool:
        return Trouble.REPLICA_BEHIND in self.troubles

    def trouble(self, chance: Random) -> Trouble:
        return chance.choices(list(self.troubles), list(self.troubles.values()))[0]


def weather_of(seed: int) -> Weather:
    """Some kinds of trouble are left out of each run: what hides behind a storm shows in a drizzle."""
    chance = Random(f"weather {seed}")
    fates = [fate for fate in Fate if fate is not Fate.FINE and chance.random() < 0.6]
    worst = chance.choice([0.02, 0.1, 0.3])
    troubles = [trouble for trouble in Trouble if chance.random() < _PRESENT.get(trouble, 0.6)]
    return Weather(
        fates={fate: chance.uniform(0.1, 1.0) * worst / max(1, len(fates)) * 3 for fate in fates},
        troubles={trouble: _USUAL.get(trouble, 1.0) for trouble in troubles},
        overlap=chance.choice([0.0, 0.15, 0.4]),
        trouble_share=chance.choice([0.05, 0.12, 0.2]),
    )
