"""The door to the network: every exchange is one POST, and every way it can fail is told as `sync.errors` has it."""

import ipaddress
import os
import socket
import ssl
import threading
import weakref
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import msgspec
import requests
import truststore
from requests.adapters import HTTPAdapter
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool
from urllib3.exceptions import HTTPError

from sync.errors import Cause, Departed, Mismatch, SignInNeeded, SyncError, Unreachable, UpgradeRequired
from sync.folding import LARGEST_REPLY_BYTES, folded, unfolded
from sync.identity import RandomIdentity
from sync.patience import ORDINARY, PacedReply, Patience
from sync.protocol.messages import (
    Hello,
    Hint,
    HintWait,
    Problem,
    ProblemCode,
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

OURS = "X-Gonghai"
"""On every reply of a Gonghai server: whoever answers without it is somebody else."""

REQUEST_ID = "X-Request-Id"
"""On every request, and on its reply: one that names another is somebody else's, from a cache or a confused proxy."""

_GATEWAY_TROUBLE = {502, 503, 504}
"""A proxy before our server says these when the server is away; the proxy does not know our header."""

_SIGN_IN_AGAIN = {
    ProblemCode.WRONG_PASSWORD,
    ProblemCode.SESSION_EXPIRED,
    ProblemCode.SESSION_REVOKED,
    ProblemCode.LOCKED_OUT,
}


class InsecureServer(ValueError):
    """An address to which no password may be sent: plain HTTP to another machine, or no address at all."""


class HttpTransport:
    """Mirrors `sync.transport.Transport`. May be used from several threads.

    `ca_file`: trust these certificates besides the system's, which a company's proxy may need.
    """

    def __init__(
        self,
        server_url: str,
        ca_file: Path | None = None,
        agent: str = "Gonghai",
        patience: Patience = ORDINARY,
    ) -> None:
        self._url = _checked(server_url)
        self._patience = patience
        self._identity = RandomIdentity()
        self._sockets: weakref.WeakSet[socket.socket] = weakref.WeakSet()
        self._is_closed = threading.Event()
        self._session = requests.Session()
        self._session.headers.update(
            {"User-Agent": agent, "Accept": "application/json", "Accept-Encoding": "zstd", "Cache-Control": "no-store"}
        )
        self._session.mount("https://", _Adapter(self._sockets, patience, _trust(ca_file)))
        self._session.mount("http://", _Adapter(self._sockets, patience, None))
        if _is_loopback(urlsplit(self._url).hostname or ""):
            self._session.trust_env = False  # no proxy between two programs of one machine

    def close(self) -> None:
        """End now what waits for an answer, in whatever thread; it raises Unreachable there."""
        self._is_closed.set()
        for each in list(self._sockets):
            try:
                # Not the wrapper's own method: TLS would first say goodbye, and wait.
                socket.socket.shutdown(each, socket.SHUT_RDWR)
            except OSError:
                continue
        self._session.close()

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

    def _ask[R](
        self,
        path: str,
        message: msgspec.Struct | None,
        expected: type[R],
        access_token: str | None = None,
        patience_seconds: float = 0.0,
    ) -> R:
        body, headers = folded(b"" if message is None else msgspec.json.encode(message))
        headers[REQUEST_ID] = self._identity.new()
        if access_token is not None:
            headers["Authorization"] = f"Bearer {access_token}"
        try:
            if self._is_closed.is_set():
                raise Unreachable("this transport was closed", cause=Cause.NO_CONNECTION)
            with self._session.post(
                f"{self._url}/api/v1/{path}",
                data=body,
                headers=headers,
                # Its last bytes may still be under way when we begin to wait.
                timeout=(self._patience.connect_seconds, self._patience.seconds_for(len(body)) + patience_seconds),
                allow_redirects=False,
                stream=True,
            ) as reply:
                status, retry_after = reply.status_code, reply.headers.get("Retry-After")
                if OURS not in reply.headers and status not in _GATEWAY_TROUBLE:
                    raise Unreachable(f"HTTP {status} from somebody else", cause=Cause.NOT_OUR_SERVER)
                if OURS in reply.headers and reply.headers.get(REQUEST_ID) != headers[REQUEST_ID]:
                    raise Unreachable("a reply to another request", cause=Cause.NOT_OUR_SERVER)
                content = _content(reply)
        except requests.RequestException as error:
            raise _failure(error) from error
        except (OSError, ValueError, HTTPError) as error:  # a socket shut down under a read, as `close` does
            raise Unreachable(str(error)) from error
        if status != 200:
            raise _problem(status, content, retry_after)
        try:
            return msgspec.json.decode(content, type=expected)
        except msgspec.MsgspecError as error:
            raise Mismatch(f"{path}: {error}") from error


class _Adapter(HTTPAdapter):
    """Knows the sockets in use, so that they can be shut, and whom to trust."""

    def __init__(
        self, sockets: "weakref.WeakSet[socket.socket]", patience: Patience, trust: ssl.SSLContext | None
    ) -> None:
        self._pools = _pools(sockets, patience)
        self._trust = trust
        super().__init__(pool_maxsize=4, max_retries=0)

    def init_poolmanager(self, *arguments: Any, **options: Any) -> None:
        if self._trust is not None:
            options["ssl_context"] = self._trust
        super().init_poolmanager(*arguments, **options)
        self.poolmanager.pool_classes_by_scheme = self._pools

    def proxy_manager_for(self, proxy: str, **options: Any) -> Any:
        if self._trust is not None:
            options["ssl_context"] = self._trust
        manager = super().proxy_manager_for(proxy, **options)
        manager.pool_classes_by_scheme = self._pools
        return manager


def _pools(sockets: "weakref.WeakSet[socket.socket]", patience: Patience) -> dict[str, type[HTTPConnectionPool]]:
    class Reply(PacedReply):
        pass

    Reply.patience = patience

    class Plain(HTTPConnection):
        response_class = Reply

        def connect(self) -> None:
            super().connect()
            sockets.add(self.sock)

        def send(self, data: Any) -> None:
            _allow(self.sock, data, patience)
            super().send(data)

    class Secured(HTTPSConnection):
        response_class = Reply

        def connect(self) -> None:
            super().connect()
            sockets.add(self.sock)

        def send(self, data: Any) -> None:
            _allow(self.sock, data, patience)
            super().send(data)

    class PlainPool(HTTPConnectionPool):
        ConnectionCls = Plain

    class SecuredPool(HTTPSConnectionPool):
        ConnectionCls = Secured

    return {"http": PlainPool, "https": SecuredPool}


def _allow(sock: socket.socket | None, data: Any, patience: Patience) -> None:
    """Sending ends with the socket's timeout, which would be that of connecting: too short for a large push."""
    if sock is not None:
        sock.settimeout(patience.seconds_for(len(data)))


def _trust(ca_file: Path | None) -> ssl.SSLContext:
    context = truststore.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    if ca_file is not None:
        context.load_verify_locations(os.fspath(ca_file))
    return context


def _checked(server_url: str) -> str:
    address = urlsplit(server_url.strip().rstrip("/"))
    if address.scheme not in {"http", "https"} or not address.hostname:
        raise InsecureServer(server_url)
    if address.scheme == "http" and not _is_loopback(address.hostname):
        raise InsecureServer(server_url)
    return address.geturl()


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _content(reply: requests.Response) -> bytes:
    """The body, unfolded, within bounds: a peer's mistake must not fill the memory."""
    raw = reply.raw.read(LARGEST_REPLY_BYTES + 1, decode_content=False)
    if len(raw) > LARGEST_REPLY_BYTES:
        raise Mismatch("a reply beyond all bounds")
    promised = reply.headers.get("Content-Length", "")
    if promised.isdigit() and len(raw) < int(promised):
        raise Unreachable("a reply cut short")
    encoding = reply.headers.get("Content-Encoding", "").strip().lower()
    if encoding not in {"", "identity", "zstd"}:
        raise Unreachable(f"a reply folded with {encoding} on its way", cause=Cause.NOT_OUR_SERVER)
    return unfolded(raw) if encoding == "zstd" else bytes(raw)


def _failure(error: requests.RequestException) -> SyncError:
    if isinstance(error, requests.exceptions.SSLError):
        return Unreachable(str(error), cause=Cause.CERTIFICATE)
    if isinstance(error, requests.exceptions.ConnectTimeout | requests.exceptions.ProxyError):
        return Unreachable(str(error), cause=Cause.NO_CONNECTION)
    if isinstance(error, requests.exceptions.ConnectionError) and "NewConnectionError" in repr(error):
        return Unreachable(str(error), cause=Cause.NO_CONNECTION)
    return Unreachable(str(error))


def _problem(status: int, content: bytes, retry_after: str | None) -> SyncError:
    try:
        problem = msgspec.json.decode(content, type=Problem)
    except msgspec.MsgspecError:
        problem = Problem(ProblemCode.BUSY if status in _GATEWAY_TROUBLE else ProblemCode.BROKEN, 0)
    seconds = problem.retry_after_seconds
    if seconds is None and retry_after is not None and retry_after.isdigit():
        seconds = int(retry_after)
    if problem.code == ProblemCode.DEPARTED:
        return Departed(problem.code, problem.facts)
    if problem.code in _SIGN_IN_AGAIN:
        facts = problem.facts if seconds is None else {**problem.facts, "retry_after_seconds": seconds}
        return SignInNeeded(problem.code, facts)
    if problem.code == ProblemCode.UPGRADE_REQUIRED:
        return UpgradeRequired(problem.code)
    if problem.code == ProblemCode.BUSY or status in _GATEWAY_TROUBLE | {429}:
        return Unreachable(problem.code, seconds, cause=Cause.BUSY)
    return Mismatch(f"HTTP {status}: {problem.code}")
