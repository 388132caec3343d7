"""What may be said to a server, over HTTP."""

import threading
import weakref
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import msgspec
import requests
from urllib3.exceptions import HTTPError

from sync.clock import SystemClock
from sync.errors import Cause, GivenUp, Mismatch, SyncError, Unreachable
from sync.folding import folded
from sync.http_transport.answers import REQUEST_ID, check_ours, content, failure, problem
from sync.http_transport.connections import Sockets, checked, is_loopback, session, shut
from sync.http_transport.files import OfFile, last_line
from sync.http_transport.trust import refused, trust
from sync.identity import RandomIdentity
from sync.patience import FILES, ORDINARY, Patience
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
    About,
    Hello,
    Hint,
    HintWait,
    Pull,
    Pulled,
    Push,
    Pushed,
    Refresh,
    Session,
    SignedOut,
    SignIn,
    Welcome,
)
from sync.protocol.passwords import ChangePassword, PasswordAnswer
from sync.transport import HowFar, ImportOrder

_LOOKED_INTO_SECONDS = 60.0
"""A file of which the last has come is looked into before that is answered: an image is decoded meanwhile."""


class HttpTransport:
    """Mirrors `Transport` and the other lines of `sync.transport`. May be used from several threads.

    `ca_file`: trust these certificates besides the system's, which a company's proxy may need. `proxy`: through whom to
    speak with other machines; None: as the system says; empty: through nobody.

    Raises:
        InsecureServer, Untrusted
    """

    def __init__(
        self,
        server_url: str,
        ca_file: Path | None = None,
        agent: str = "Gonghai",
        patience: Patience = ORDINARY,
        file_patience: Patience = FILES,
        *,
        proxy: str | None = None,
    ) -> None:
        self._url = checked(server_url)
        self._ca_file = ca_file
        context = trust(ca_file)
        self._patience, self._file_patience = patience, file_patience
        self._identity = RandomIdentity()
        self._sockets: Sockets = weakref.WeakSet()
        self._file_sockets: Sockets = weakref.WeakSet()
        self._is_closed = threading.Event()
        loopback = is_loopback(urlsplit(self._url).hostname or "")
        self._session = session(agent, patience, self._sockets, context, proxy, is_loopback=loopback)
        # Connections of their own: a file takes longer than any message, and stopping it must end nothing else.
        self._file_session = session(agent, file_patience, self._file_sockets, context, proxy, is_loopback=loopback)

    def close(self) -> None:
        """End now what waits for an answer, in whatever thread; it raises Unreachable there."""
        self._is_closed.set()
        shut(self._sockets)
        shut(self._file_sockets)
        self._session.close()
        self._file_session.close()

    def sign_in(self, request: SignIn) -> Session:
        return self._ask("sign-in", request, Session)

    def refresh(self, request: Refresh) -> Session:
        return self._ask("refresh", request, Session)

    def sign_out(self, access_token: str) -> None:
        self._ask("sign-out", None, SignedOut, access_token)

    def hello(self, access_token: str, request: Hello) -> Welcome:
        return self._ask("hello", request, Welcome, access_token)

    def push(self, access_token: str, request: Push) -> Pushed:
        return self._ask("push", request, Pushed, access_token)

    def pull(self, access_token: str, request: Pull) -> Pulled:
        return self._ask("pull", request, Pulled, access_token)

    def hint(self, access_token: str, request: HintWait) -> Hint:
        return self._ask("hint", request, Hint, access_token, patience_seconds=request.wait_seconds)

    def import_terms(self, access_token: str, request: AskImportTerms) -> ImportTerms:
        return self._ask("imports/terms", request, ImportTerms, access_token)

    def import_file(
        self,
        access_token: str,
        order: ImportOrder,
        file: bytes,
        tell: Callable[[HowFar], None],
        is_given_up: Callable[[], bool],
    ) -> Imported | ImportRefused:
        asked = {"pool_id": order.pool_id, "is_dry_run": str(order.is_dry_run).lower(), "language": order.language}
        headers = {"Content-Type": "application/octet-stream"}
        waited = self._file_patience.seconds_for(0)
        try:
            with self._post(
                self._file_session, "imports", OfFile(file, tell, is_given_up), headers, access_token, waited, asked
            ) as reply:
                if reply.status_code != 200:
                    raise problem(reply.status_code, content(reply), reply.headers.get("Retry-After"))
                return last_line(reply, tell, is_given_up)
        except Unreachable as error:
            if is_given_up():
                raise GivenUp from error
            raise

    def declare_attachment(self, access_token: str, request: DeclareAttachment) -> AttachmentStanding:
        return self._ask("attachments/declare", request, AttachmentStanding, access_token, _LOOKED_INTO_SECONDS)

    def put_chunk(self, access_token: str, request: PutChunk) -> AttachmentStanding:
        return self._ask("attachments/chunk", request, AttachmentStanding, access_token, _LOOKED_INTO_SECONDS)

    def fetch_attachment(self, access_token: str, request: FetchAttachment) -> AttachmentPiece:
        return self._ask("attachments/fetch", request, AttachmentPiece, access_token)

    def known(self, access_token: str, request: AskKnown) -> ToldKnown:
        return self._ask("known", request, ToldKnown, access_token)

    def change_password(self, access_token: str, request: ChangePassword) -> PasswordAnswer:
        return self._ask("password", request, PasswordAnswer, access_token)

    def about(self) -> About:
        return self._ask("about", None, About)

    def is_ready(self) -> bool:
        """Whether the server's database answers the server."""
        try:
            with self._session.get(
                f"{self._url}/health/ready",
                timeout=(self._patience.connect_seconds, self._patience.seconds_for(0)),
                allow_redirects=False,
            ) as reply:
                return reply.status_code == 200
        except requests.RequestException as error:
            raise self._failure(error) from error

    def stop_file(self) -> None:
        """Hang up on a file that is under way: the server stops after what it has in hand."""
        shut(self._file_sockets)

    def _ask[R](
        self,
        path: str,
        message: msgspec.Struct | None,
        expected: type[R],
        access_token: str | None = None,
        patience_seconds: float = 0.0,
    ) -> R:
        body, headers = folded(b"" if message is None else msgspec.json.encode(message))
        # Its last bytes may still be under way when we begin to wait.
        waited = self._patience.seconds_for(len(body)) + patience_seconds
        with self._post(self._session, path, body, headers, access_token, waited) as reply:
            status, retry_after = reply.status_code, reply.headers.get("Retry-After")
            told = content(reply)
        if status != 200:
            raise problem(status, told, retry_after)
        try:
            return msgspec.json.decode(told, type=expected)
        except msgspec.MsgspecError as error:
            raise Mismatch(f"{path}: {error}") from error

    @contextmanager
    def _post(
        self,
        through: requests.Session,
        path: str,
        body: Any,
        headers: dict[str, str],
        access_token: str | None,
        waited_seconds: float,
        asked: Mapping[str, str] | None = None,
    ) -> Iterator[requests.Response]:
        """The reply, known to be ours; it can be read as long as the block lasts."""
        headers[REQUEST_ID] = self._identity.new()
        if access_token is not None:
            headers["Authorization"] = f"Bearer {access_token}"
        try:
            if self._is_closed.is_set():
                raise Unreachable("this transport was closed", cause=Cause.NO_CONNECTION)
            with through.post(
                f"{self._url}/api/v1/{path}",
                params=asked,
                data=body,
                headers=headers,
                timeout=(self._patience.connect_seconds, waited_seconds),
                allow_redirects=False,
                stream=True,
            ) as reply:
                check_ours(reply, headers[REQUEST_ID])
                yield reply
        except requests.RequestException as error:
            raise self._failure(error) from error
        except (OSError, ValueError, HTTPError) as error:  # a socket shut down under a read, as `close` does
            raise Unreachable(str(error)) from error

    def _failure(self, error: requests.RequestException) -> SyncError:
        if isinstance(error, requests.exceptions.SSLError):
            return refused(error, self._ca_file, SystemClock().now())
        return failure(error)
