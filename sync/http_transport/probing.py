"""The way to a server, step by step: where one of them fails, people know what to mend.

No password goes this way and no token: whoever answers is told nothing.
"""

import re
import socket
import ssl
from base64 import b64encode
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urlsplit

from requests.utils import get_environ_proxies, select_proxy

from sync.errors import Distrust
from sync.http_transport.certificates import Certificate, read_certificate
from sync.http_transport.connections import checked, is_loopback
from sync.http_transport.trust import trust, why

_STATUS = re.compile(rb"HTTP/1\.[01] (\d{3})")
_LONGEST_REPLY = 16 * 1024


class NotTrusted(Exception):
    """The server shows a certificate that is not to be trusted; `certificate` None: it could not be read either."""

    def __init__(self, why: Distrust, certificate: Certificate | None) -> None:
        super().__init__(why.value)
        self.why = why
        self.certificate = certificate


class NoTls(Exception):
    """Somebody answers, and speaks something else, or ends the conversation before it has begun."""


class ProxyRefused(Exception):
    """The proxy lets nobody through; `status` is what it says: 407 asks for a sign-in."""

    def __init__(self, status: int) -> None:
        super().__init__(f"HTTP {status}")
        self.status = status


@dataclass(frozen=True, slots=True)
class Trusted:
    """`by_system`: without the file of certificates."""

    certificate: Certificate
    by_system: bool


class Probe:
    """One server, reached as the program would. `proxy`: the address of one; None: the system's; empty: none.

    Raises:
        InsecureServer: the program would not call there.
    """

    def __init__(self, server_url: str, ca_file: Path | None, proxy: str | None, seconds: float = 8.0) -> None:
        address = urlsplit(checked(server_url))
        self.is_tls = address.scheme == "https"
        self.host = address.hostname or ""
        self.port = address.port or (443 if self.is_tls else 80)
        self._proxy = "" if is_loopback(self.host) else _proxy_for(address.geturl(), proxy)
        self._ca_file = ca_file
        self._seconds = seconds

    @property
    def proxy(self) -> str:
        """The host and port of the one in between, without what may be secret in its address; empty: nobody is."""
        return f"{self.next_host}:{self.next_port}" if self._proxy else ""

    @property
    def next_host(self) -> str:
        """Who is called first: the proxy, where there is one."""
        return (urlsplit(self._proxy).hostname if self._proxy else None) or self.host

    @property
    def next_port(self) -> int:
        return (urlsplit(self._proxy).port or 80) if self._proxy else self.port

    def resolve(self) -> tuple[str, ...]:
        """The addresses of that name.

        Raises:
            OSError: nobody knows the name.
        """
        found = socket.getaddrinfo(self.next_host, self.next_port, type=socket.SOCK_STREAM)
        return tuple(dict.fromkeys(str(each[4][0]) for each in found))

    def connect(self) -> None:
        """Whether the server's port answers.

        Raises:
            OSError: it does not.
            ProxyRefused
        """
        with self._connected():
            return

    def handshake(self) -> Trusted:
        """The server's certificate, trusted by the system, else by the file.

        Raises:
            NotTrusted, NoTls
            OSError: the line broke.
            sync.errors.Untrusted: the file of certificates cannot be used.
        """
        wrong: ssl.SSLCertVerificationError | None = None
        for by_system in (True, False):
            if by_system or self._ca_file is not None:
                try:
                    shown = self._shown_to(trust(None if by_system else self._ca_file))
                    return Trusted(read_certificate(shown), by_system)
                except ssl.SSLCertVerificationError as error:
                    wrong = error
        assert wrong is not None
        raise self._untrusted(wrong)

    def _untrusted(self, error: ssl.SSLCertVerificationError) -> NotTrusted:
        anybody = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        anybody.check_hostname = False
        anybody.verify_mode = ssl.CERT_NONE
        try:
            certificate = read_certificate(self._shown_to(anybody))
        except (OSError, ValueError, NoTls):
            certificate = None
        return NotTrusted(why(error.verify_code), certificate)

    def _shown_to(self, context: ssl.SSLContext) -> bytes:
        with self._connected() as line:
            try:
                with context.wrap_socket(line, server_hostname=self.host) as secured:
                    return secured.getpeercert(binary_form=True) or b""
            except ssl.SSLCertVerificationError:
                raise
            except (ssl.SSLError, ConnectionResetError, EOFError) as error:
                raise NoTls(str(error)) from error

    @contextmanager
    def _connected(self) -> Iterator[socket.socket]:
        with closing(socket.create_connection((self.next_host, self.next_port), self._seconds)) as line:
            if self._proxy and self.is_tls:
                _ask_through(line, f"{self.host}:{self.port}", self._proxy)
            yield line


def _ask_through(line: socket.socket, target: str, proxy: str) -> None:
    known = urlsplit(proxy)
    who = f"{unquote(known.username or '')}:{unquote(known.password or '')}"
    proof = f"Proxy-Authorization: Basic {b64encode(who.encode()).decode()}\r\n" if known.username else ""
    line.sendall(f"CONNECT {target} HTTP/1.1\r\nHost: {target}\r\n{proof}\r\n".encode("ascii"))
    said = bytearray()
    # Byte by byte to its end: what follows belongs to the server.
    while not said.endswith(b"\r\n\r\n") and len(said) < _LONGEST_REPLY:
        piece = line.recv(1)
        if not piece:
            break
        said += piece
    found = _STATUS.match(said)
    if found is None or found[1] != b"200":
        raise ProxyRefused(0 if found is None else int(found[1]))


def _proxy_for(url: str, proxy: str | None) -> str:
    if proxy is not None:
        return proxy
    return select_proxy(url, get_environ_proxies(url, no_proxy=None)) or ""
