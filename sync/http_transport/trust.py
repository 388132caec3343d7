"""Whom to trust: the authorities the system knows, and those in one more file, as a company's own may be."""

import re
import ssl
import sys
from datetime import datetime
from pathlib import Path
from typing import Final

import truststore

from sync.errors import Distrust, Untrusted
from sync.http_transport.certificates import certificates_in

_LARGEST_FILE_BYTES: Final = 4_000_000
_BLOCK: Final = re.compile(rb"-----BEGIN CERTIFICATE-----[^-]*-----END CERTIFICATE-----")

# As OpenSSL numbers them, and as Windows does where it judges.
_WHY: Final = {
    9: Distrust.NOT_YET,
    10: Distrust.EXPIRED,
    62: Distrust.WRONG_NAME,
    64: Distrust.WRONG_NAME,
    0x800B0101: Distrust.EXPIRED,
    0x800B010F: Distrust.WRONG_NAME,
}


def trust(file: Path | None) -> ssl.SSLContext:
    """For connections: whoever the system trusts, and who is named in the file.

    Raises:
        Untrusted: the file is not there, or holds no certificates.
    """
    if file is not None and sys.platform == "win32":
        # Windows' own judge would tell of whoever the file vouches for why *the system* does not trust them, also where
        # a certificate has only run out. OpenSSL takes both together.
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        context.load_default_certs()
    else:
        context = truststore.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    if file is not None:
        _load(context, file)
    return context


def refused(error: Exception, file: Path | None, now: datetime) -> Untrusted:
    """What it means that a handshake under this trust has failed."""
    refusal = _refusal_in(error)
    wrong = Distrust.UNKNOWN_ISSUER if refusal is None else why(refusal.verify_code)
    if file is not None and wrong in (Distrust.UNKNOWN_ISSUER, Distrust.EXPIRED) and _all_expired(file, now):
        wrong = Distrust.FILE_EXPIRED
    return Untrusted(str(error), wrong, "" if file is None else str(file))


def why(code: int) -> Distrust:
    """What a refusal of this number means."""
    return _WHY.get(code & 0xFFFF_FFFF, Distrust.UNKNOWN_ISSUER)


def _load(context: ssl.SSLContext, file: Path) -> None:
    """Read here and not by OpenSSL, which takes no path beyond a machine's own letters everywhere."""
    # By a short name, whoever chooses the folder a program starts in would choose whom it trusts.
    if not file.is_absolute():
        raise Untrusted("not a whole path", Distrust.FILE_MISSING, str(file))
    try:
        with file.open("rb") as opened:
            content = opened.read(_LARGEST_FILE_BYTES)
    except (FileNotFoundError, NotADirectoryError) as error:
        raise Untrusted(str(error), Distrust.FILE_MISSING, str(file)) from error
    except OSError as error:
        raise Untrusted(str(error), Distrust.FILE_UNREADABLE, str(file)) from error
    blocks = b"\n".join(_BLOCK.findall(content)).decode("ascii", "replace")
    try:
        # Without a block it may be the binary form that Windows exports.
        context.load_verify_locations(cadata=blocks or content)
    except (ssl.SSLError, ValueError) as error:
        raise Untrusted(str(error), Distrust.FILE_WITHOUT_CERTIFICATES, str(file)) from error


def _all_expired(file: Path, now: datetime) -> bool:
    try:
        return all(known.ends_at < now for known in certificates_in(file))
    except (OSError, ValueError):
        return False


def _refusal_in(error: BaseException) -> ssl.SSLCertVerificationError | None:
    """Wrapped by two libraries, each in its own way."""
    waiting, seen = [error], set[int]()
    while waiting:
        one = waiting.pop()
        if isinstance(one, ssl.SSLCertVerificationError):
            return one
        if id(one) not in seen:
            seen.add(id(one))
            inside = (one.__cause__, one.__context__, getattr(one, "reason", None), *one.args)
            waiting += [each for each in inside if isinstance(each, BaseException)]
    return None
