"""Requests and replies. Every reply carries the server's time; 64-bit checksums travel as hex texts.

POST /api/v1/sign-in, /refresh, /about, /sign-out, /hello, /push, /pull, /hint; JSON bodies, zstd where the peer
accepts it. All but the first three carry `Authorization: Bearer <access token>`.
"""

import msgspec

from sync.protocol.commands import Envelope


class Device(msgspec.Struct, frozen=True):
    id: str
    name: str
    system: str = ""


class SignIn(msgspec.Struct, frozen=True):
    login: str
    password: str
    device: Device


class Refresh(msgspec.Struct, frozen=True):
    refresh_token: str
    device_id: str


class Session(msgspec.Struct, frozen=True):
    """`access_token` is short-lived; `refresh_token` rotates, its predecessor stays good for a grace window.

    `is_password_temporary`: an administrator made the password, and its person is asked to choose their own.
    """

    person_id: str
    person_name: str
    access_token: str
    access_seconds: int
    refresh_token: str
    server_time: int
    is_password_temporary: bool = False


class SignedOut(msgspec.Struct, frozen=True):
    server_time: int


class ScopeCursor(msgspec.Struct, frozen=True):
    """How far a client has come in a scope. `resume` is set while its first walk through the rows is under way."""

    scope: str
    position: int = 0
    salt: str = ""
    resume: str | None = None


class Hello(msgspec.Struct, frozen=True):
    app_version: str
    protocol_versions: tuple[int, int]
    """Oldest and newest that the client speaks."""
    device_id: str
    cursors: tuple[ScopeCursor, ...] = ()


class Limits(msgspec.Struct, frozen=True):
    commands_per_push: int
    bytes_per_pull: int
    hint_seconds: int


class Releases(msgspec.Struct, frozen=True):
    """Versions as `sync.protocol.versions` has them; empty where nobody has said.

    `server` is the server's own. Clients before `oldest_client` are told nothing new, though what they wrote is taken.
    `newest_client_at`: a page or a share where the newest is found, for people's eyes; no program opens it by itself.
    """

    server: str = ""
    oldest_client: str = ""
    newest_client: str = ""
    newest_client_at: str = ""


class About(msgspec.Struct, frozen=True):
    """What a server says of itself to whoever asks, signed in or not. Oldest and newest protocol version it speaks."""

    protocol_versions: tuple[int, int]
    releases: Releases
    server_time: int


class Welcome(msgspec.Struct, frozen=True):
    """`scopes` is what the person may read now: a client drops every row that none of them holds."""

    protocol_version: int
    person_id: str
    scopes: tuple[str, ...]
    limits: Limits
    server_time: int
    is_wipe_ordered: bool = False
    releases: Releases = Releases()


class Push(msgspec.Struct, frozen=True):
    commands: tuple[Envelope, ...]


class Receipt(msgspec.Struct, frozen=True):
    """`is_accepted` False is an answer, not a failure. `must_ask` keeps the command and asks its person."""

    command_id: str
    is_accepted: bool
    reason: str | None = None
    facts: dict[str, str | int] = {}
    must_ask: bool = False
    decided_at: int = 0


class Pushed(msgspec.Struct, frozen=True):
    """One receipt per command, in the order of the push."""

    receipts: tuple[Receipt, ...]
    server_time: int


class Pull(msgspec.Struct, frozen=True):
    cursors: tuple[ScopeCursor, ...]
    byte_budget: int


class Upserts(msgspec.Struct, frozen=True):
    """Rows of one kind, ascending by id: an array of arrays (`sync.protocol.rows`), raw until its kind is looked up."""

    kind: str
    rows: msgspec.Raw


class Removals(msgspec.Struct, frozen=True):
    kind: str
    ids: tuple[str, ...]


class Checksum(msgspec.Struct, frozen=True):
    """How many rows the scope holds and the XOR of their fingerprints, at `position` of the page that carries it."""

    count: int
    xor: str


class ScopePage(msgspec.Struct, frozen=True):
    """Whole commits of one scope after the client's cursor, or a stretch of its first walk.

    `is_reset`: the cursor names a past the server does not know (restored backup, expired log); `position` and
    `resume` start a new walk, and rows not met in it are to be dropped when it ends. `is_revoked`: the person may
    no longer read the scope; all its rows are to be dropped.
    """

    scope: str
    position: int
    salt: str
    upserts: tuple[Upserts, ...] = ()
    removals: tuple[Removals, ...] = ()
    resume: str | None = None
    has_more: bool = False
    checksum: Checksum | None = None
    is_reset: bool = False
    is_revoked: bool = False


class Pulled(msgspec.Struct, frozen=True):
    pages: tuple[ScopePage, ...]
    server_time: int


class HintWait(msgspec.Struct, frozen=True):
    cursors: tuple[ScopeCursor, ...]
    wait_seconds: int


class Hint(msgspec.Struct, frozen=True):
    """Scopes that moved beyond the cursors. Carries no truth: a client that never gets one converges by polling."""

    moved: tuple[str, ...]
    server_time: int


class Problem(msgspec.Struct, frozen=True):
    """The body of every reply that is not a success. `code` is for the client to act on, never for eyes."""

    code: str
    server_time: int
    retry_after_seconds: int | None = None
    facts: dict[str, str | int] = {}


class ProblemCode:
    """Problems a client knows how to answer."""

    WRONG_PASSWORD = "wrong_password"
    LOCKED_OUT = "locked_out"
    DEPARTED = "departed"
    SESSION_EXPIRED = "session_expired"
    SESSION_REVOKED = "session_revoked"
    UPGRADE_REQUIRED = "upgrade_required"
    TOO_LARGE = "too_large"
    MALFORMED = "malformed"
    BUSY = "busy"
    BROKEN = "broken"
