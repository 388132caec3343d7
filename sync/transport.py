"""One small door to the server: what a client may say to it. The simulator and tests stand in behind the same face."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from sync.protocol.attachments import (
    AttachmentPiece,
    AttachmentStanding,
    DeclareAttachment,
    FetchAttachment,
    PutChunk,
)
from sync.protocol.imports import AskImportTerms, Imported, ImportProgress, ImportRefused, ImportTerms
from sync.protocol.known import AskKnown, ToldKnown
from sync.protocol.messages import (
    Hello,
    Hint,
    HintWait,
    Pull,
    Pulled,
    Push,
    Pushed,
    Refresh,
    Session,
    SignIn,
    Welcome,
)
from sync.protocol.passwords import ChangePassword, PasswordAnswer


class Transport(Protocol):
    """Each call is one exchange and raises `sync.errors.SyncError` when it did not come about.

    A call that raises `Unreachable` may or may not have happened on the server: callers must be able to repeat it.
    """

    def sign_in(self, request: SignIn) -> Session: ...

    def refresh(self, request: Refresh) -> Session: ...

    def sign_out(self, access_token: str) -> None: ...

    def hello(self, access_token: str, request: Hello) -> Welcome: ...

    def push(self, access_token: str, request: Push) -> Pushed: ...

    def pull(self, access_token: str, request: Pull) -> Pulled: ...

    def hint(self, access_token: str, request: HintWait) -> Hint: ...


@dataclass(frozen=True, slots=True)
class ImportOrder:
    """A file of customers is to go into this pool. `is_dry_run`: judge its rows, write nothing. `language`: zh_CN or
    en, of what the server says of rows."""

    pool_id: str
    is_dry_run: bool
    language: str


@dataclass(frozen=True, slots=True)
class Sent:
    """So many bytes of the file have gone out."""

    done: int
    of: int


type HowFar = Sent | ImportProgress


class FileLine(Protocol):
    """What is said with files. Raises as `Transport` does."""

    def import_terms(self, access_token: str, request: AskImportTerms) -> ImportTerms: ...

    def import_file(
        self,
        access_token: str,
        order: ImportOrder,
        file: bytes,
        tell: Callable[[HowFar], None],
        is_given_up: Callable[[], bool],
    ) -> Imported | ImportRefused:
        """What became of it. Safe to repeat: who is there already is known again. `tell` is called on this thread.

        Raises:
            GivenUp: `is_given_up` says so.
        """
        ...

    def stop_file(self) -> None:
        """Wake up `import_file`, in whatever thread it waits; `is_given_up` says so already."""


class AttachmentLine(Protocol):
    """What is said of files that belong to customers. Raises as `Transport` does; each may be repeated."""

    def declare_attachment(self, access_token: str, request: DeclareAttachment) -> AttachmentStanding: ...

    def put_chunk(self, access_token: str, request: PutChunk) -> AttachmentStanding: ...

    def fetch_attachment(self, access_token: str, request: FetchAttachment) -> AttachmentPiece: ...


class KnownLine(Protocol):
    """What is asked about companies before they are entered. Raises as `Transport` does; it may be repeated."""

    def known(self, access_token: str, request: AskKnown) -> ToldKnown: ...


class PasswordLine(Protocol):
    """What is said of one's own password. Raises as `Transport` does; it may be repeated."""

    def change_password(self, access_token: str, request: ChangePassword) -> PasswordAnswer: ...
