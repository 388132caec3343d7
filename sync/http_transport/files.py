"""A file on its way up, and the lines that come back while a server works on it."""

from collections.abc import Callable, Iterator

import msgspec
import requests

from sync.errors import GivenUp, Mismatch, Unreachable
from sync.folding import LARGEST_REPLY_BYTES
from sync.protocol.imports import ImportBroken, Imported, ImportProgress, ImportRefused
from sync.transport import HowFar, Sent

_PIECE_BYTES = 8 * 1024
_TOLD_EACH = 16
_READ_BYTES = 64 * 1024

_lines: msgspec.json.Decoder[ImportProgress | Imported | ImportRefused | ImportBroken] = msgspec.json.Decoder(
    ImportProgress | Imported | ImportRefused | ImportBroken
)


class OfFile:
    """A body that tells how much of it has gone out. Its length is known, so it goes in one piece for the server."""

    def __init__(self, file: bytes, tell: Callable[[HowFar], None], is_given_up: Callable[[], bool]) -> None:
        self._file = file
        self._tell = tell
        self._is_given_up = is_given_up

    def __len__(self) -> int:
        return len(self._file)

    def __iter__(self) -> Iterator[bytes]:
        """Raises GivenUp once nobody wants it any longer."""
        for number, start in enumerate(range(0, len(self._file), _PIECE_BYTES)):
            if self._is_given_up():
                raise GivenUp
            if number % _TOLD_EACH == 0:
                self._tell(Sent(start, len(self._file)))
            yield self._file[start : start + _PIECE_BYTES]
        self._tell(Sent(len(self._file), len(self._file)))


def last_line(
    reply: requests.Response, tell: Callable[[HowFar], None], is_given_up: Callable[[], bool]
) -> Imported | ImportRefused:
    """What became of the file; `tell` hears how far the server is meanwhile.

    Raises:
        GivenUp: nobody wants it any longer.
        Unreachable: the line broke before the end.
        Mismatch: the server came to grief, or says what it never promised.
    """
    for line in _lines_of(reply):
        if is_given_up():
            raise GivenUp
        try:
            message = _lines.decode(line)
        except msgspec.ValidationError:
            continue  # of a kind that a newer server knows
        except msgspec.MsgspecError as error:
            raise Mismatch(f"imports: {error}") from error
        match message:
            case ImportProgress():
                tell(message)
            case ImportBroken():
                raise Mismatch(f"imports: {message.code}")
            case _:
                return message
    raise Unreachable("a reply cut short")


def _lines_of(reply: requests.Response) -> Iterator[bytes]:
    pending = bytearray()
    for piece in reply.raw.stream(_READ_BYTES, decode_content=False):
        looked_at = len(pending)
        pending += piece
        if len(pending) > LARGEST_REPLY_BYTES:
            raise Mismatch("a reply beyond all bounds")
        while (end := pending.find(b"\n", looked_at)) >= 0:
            yield bytes(pending[:end])
            del pending[: end + 1]
            looked_at = 0
