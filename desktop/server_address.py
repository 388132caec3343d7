"""What a person typed as the server, as an address to call: kindly completed, never guessed into another place."""

from __future__ import annotations

from ipaddress import ip_address
from urllib.parse import urlsplit


class UnusableAddress(ValueError):
    """`code` names the sentence: `empty`, `malformed`, `insecure` or `with-password`."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def normalised(typed: str) -> str:
    """`crm.example.com/` → `https://crm.example.com`. Plain http is for the own machine only.

    Raises:
        UnusableAddress: nothing can be called by it, or it would carry the password over the net in the open.
    """
    text = typed.strip().translate(_FULL_WIDTH)
    if not text:
        raise UnusableAddress("empty")
    has_scheme = "://" in text
    try:
        parts = urlsplit(text if has_scheme else f"//{text}")
        host, port = parts.hostname, parts.port
    except ValueError as error:
        raise UnusableAddress("malformed") from error
    if not host or any(sign.isspace() for sign in text) or parts.query or parts.fragment:
        raise UnusableAddress("malformed")
    if parts.username is not None or parts.password is not None:
        raise UnusableAddress("with-password")
    scheme = parts.scheme.lower() if has_scheme else ("http" if is_own_machine(host) else "https")
    if scheme not in ("http", "https"):
        raise UnusableAddress("malformed")
    if scheme == "http" and not is_own_machine(host):
        raise UnusableAddress("insecure")
    shown = f"[{host}]" if ":" in host else host
    is_usual = port is None or port == {"http": 80, "https": 443}[scheme]
    return f"{scheme}://{shown}{'' if is_usual else f':{port}'}{parts.path.rstrip('/')}"


def is_own_machine(host: str) -> bool:
    """Whether what is sent there never leaves this machine."""
    if host.lower() == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


# An input method left on types these where an address was meant.
_FULL_WIDTH = str.maketrans("：／．。－０１２３４５６７８９", ":/..-0123456789")
