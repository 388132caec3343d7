"""A line to the server that costs nothing until the first word."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Protocol

from sync.protocol.attachments import (
    AttachmentPiece,
    AttachmentStanding,
    DeclareAttachment,
    FetchAttachment,
    PutChunk,
)
from sync.protocol.imports import AskImportTerms, Imported, ImportRefused, ImportTerms
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
from sync.transport import AttachmentLine, FileLine, HowFar, ImportOrder, KnownLine, PasswordLine, Transport


class Line(Transport, FileLine, AttachmentLine, KnownLine, PasswordLine, Protocol):
    """A transport that can be closed, also under somebody who waits on it."""

    def close(self) -> None: ...


class LateLine:
    """A `Line` opened when something is said: what speaks HTTP is slow to load, and cached rows come first."""

    def __init__(self, open_line: Callable[[], Line]) -> None:
        self._open = open_line
        self._opening = threading.Lock()
        self._opened: Line | None = None
        self._is_closed = False

    def close(self) -> None:
        """Never waits, not even for the opening: whoever opens finds it closed."""
        self._is_closed = True
        if self._opened is not None:
            self._opened.close()

    def sign_in(self, request: SignIn) -> Session:
        return self._line().sign_in(request)

    def refresh(self, request: Refresh) -> Session:
        return self._line().refresh(request)

    def sign_out(self, access_token: str) -> None:
        self._line().sign_out(access_token)

    def hello(self, access_token: str, request: Hello) -> Welcome:
        return self._line().hello(access_token, request)

    def push(self, access_token: str, request: Push) -> Pushed:
        return self._line().push(access_token, request)

    def pull(self, access_token: str, request: Pull) -> Pulled:
        return self._line().pull(access_token, request)

    def hint(self, access_token: str, request: HintWait) -> Hint:
        return self._line().hint(access_token, request)

    def import_terms(self, access_token: str, request: AskImportTerms) -> ImportTerms:
        return self._line().import_terms(access_token, request)

    def import_file(
        self,
        access_token: str,
        order: ImportOrder,
        file: bytes,
        tell: Callable[[HowFar], None],
        is_given_up: Callable[[], bool],
    ) -> Imported | ImportRefused:
        return self._line().import_file(access_token, order, file, tell, is_given_up)

    def declare_attachment(self, access_token: str, request: DeclareAttachment) -> AttachmentStanding:
        return self._line().declare_attachment(access_token, request)

    def put_chunk(self, access_token: str, request: PutChunk) -> AttachmentStanding:
        return self._line().put_chunk(access_token, request)

    def fetch_attachment(self, access_token: str, request: FetchAttachment) -> AttachmentPiece:
        return self._line().fetch_attachment(access_token, request)

    def known(self, access_token: str, request: AskKnown) -> ToldKnown:
        return self._line().known(access_token, request)

    def change_password(self, access_token: str, request: ChangePassword) -> PasswordAnswer:
        return self._line().change_password(access_token, request)

    def stop_file(self) -> None:
        """Nothing to stop where nothing was ever said."""
        if self._opened is not None:
            self._opened.stop_file()

    def _line(self) -> Line:
        with self._opening:
            if self._opened is None:
                self._opened = self._open()
                if self._is_closed:
                    self._opened.close()
            return self._opened
