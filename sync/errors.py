"""What can go wrong between a client and its server, told apart by what is to be done.

SyncError
├── Unreachable        the world's fault: keep everything, wait, try again; shown only as "offline"
│   └── Untrusted      whoever answers cannot show that they are our server; nothing was said to them
├── SignInNeeded       the session ended: ask the person; what they asked is kept
│   └── Departed       the person may no longer use the system at all
├── GivenUp            nobody wants it any longer: whoever asked has stopped it
├── UpgradeRequired    this client is below the server's floor: say so; the outbox is still delivered
└── Mismatch           somebody's bug: what came was not what the protocol promises; park, tell, keep the evidence
    └── Disagreement   a checksum differs: that scope is fetched anew
"""

from enum import StrEnum


class Cause(StrEnum):
    """Why there was no answer, as far as one can tell."""

    NO_CONNECTION = "no_connection"  # nothing was sent
    NO_REPLY = "no_reply"  # something may have been done
    NOT_OUR_SERVER = "not_our_server"  # a captive portal, a proxy, another site
    PROXY = "proxy"  # nothing was sent: who stands between does not let us through, or is away itself
    CERTIFICATE = "certificate"
    BUSY = "busy"


class SyncError(Exception):
    """Anything that keeps a client and its server from finishing an exchange."""


class Unreachable(SyncError):
    """No answer, or none from our server: no network, a captive portal, a server that is starting or overloaded."""

    def __init__(self, detail: str, retry_after_seconds: int | None = None, *, cause: Cause = Cause.NO_REPLY) -> None:
        super().__init__(detail)
        self.retry_after_seconds = retry_after_seconds
        self.cause = cause

    @property
    def was_surely_not_done(self) -> bool:
        """Whether the request cannot have reached the server."""
        return self.cause in {Cause.NO_CONNECTION, Cause.PROXY, Cause.CERTIFICATE}


class Distrust(StrEnum):
    """What is wrong with a server's certificate, or with the file that should make it known."""

    EXPIRED = "expired"
    NOT_YET = "not_yet"
    WRONG_NAME = "wrong_name"
    UNKNOWN_ISSUER = "unknown_issuer"
    FILE_MISSING = "file_missing"
    FILE_UNREADABLE = "file_unreadable"
    FILE_WITHOUT_CERTIFICATES = "file_without_certificates"
    FILE_EXPIRED = "file_expired"


class Untrusted(Unreachable):
    """The server's certificate is not trusted, or `file`, which should say whom to trust, cannot be used."""

    def __init__(self, detail: str, why: Distrust, file: str = "") -> None:
        super().__init__(detail, cause=Cause.CERTIFICATE)
        self.why = why
        self.file = file


class SignInNeeded(SyncError):
    """The server knows this session no longer; `code` says why (`ProblemCode`)."""

    def __init__(self, code: str, facts: dict[str, str | int] | None = None) -> None:
        super().__init__(code)
        self.code = code
        self.facts = facts or {}


class Departed(SignInNeeded):
    """The person's access has ended."""


class GivenUp(SyncError):
    """Whoever asked for it has stopped it. Something of it may have been done."""


class UpgradeRequired(SyncError):
    """The server tells a program of this age nothing new; `facts` name the version it asks for, where it has one."""

    def __init__(self, detail: str, facts: dict[str, str | int] | None = None) -> None:
        super().__init__(detail)
        self.facts = facts or {}


class Mismatch(SyncError):
    """A reply or a request that the protocol does not allow."""


class Disagreement(Mismatch):
    """A scope whose checksum differs from the server's."""

    def __init__(self, scope: str) -> None:
        super().__init__(scope)
        self.scope = scope
