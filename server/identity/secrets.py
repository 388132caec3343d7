"""Where the server draws its secrets, and how it recognises them again without keeping them."""

import hashlib
import hmac
import secrets  # noqa: TID251 - the server's one door to unguessable bytes
from base64 import urlsafe_b64encode

_ENTROPY_BYTES = 32
_READABLE = "abcdefghjkmnpqrstuvwxyz23456789"  # nothing that is misread when it is typed from paper


def new_token() -> str:
    return secrets.token_urlsafe(_ENTROPY_BYTES)


def new_nonce() -> bytes:
    return secrets.token_bytes(_ENTROPY_BYTES)


def new_password() -> str:
    """A password to be read from a screen and typed: 16 letters in groups, about 79 bits."""
    letters = [secrets.choice(_READABLE) for _ in range(16)]
    return "-".join("".join(letters[start : start + 4]) for start in range(0, 16, 4))


def token_hash(token: str) -> str:
    """What is stored of a token. Tokens carry 256 random bits, so a plain hash is enough."""
    return hashlib.sha256(token.encode()).hexdigest()


def successor_of(token: str, nonce: bytes) -> str:
    """The one token that follows `token`.

    It can be worked out again from the token and the stored nonce, so a client whose reply was lost gets the same
    successor, while the database alone tells nobody what it is.
    """
    return urlsafe_b64encode(hmac.digest(token.encode(), nonce, "sha256")).rstrip(b"=").decode()
