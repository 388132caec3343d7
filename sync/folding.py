"""Bodies folded with zstd for their way, and unfolded within bounds."""

import zstandard

from sync.errors import Mismatch, Unreachable

LARGEST_REPLY_BYTES = 256 * 1024 * 1024
_WORTH_FOLDING_BYTES = 1024
_BITE_BYTES = 8 * 1024


def folded(body: bytes) -> tuple[bytes, dict[str, str]]:
    """The body as it is sent, with the headers that say so."""
    headers = {"Content-Type": "application/json"}
    if len(body) >= _WORTH_FOLDING_BYTES:
        body = zstandard.ZstdCompressor(level=3).compress(body)
        headers["Content-Encoding"] = "zstd"
    return body, headers


def unfolded(raw: bytes) -> bytes:
    """The whole body.

    Raises:
        Mismatch: it is no zstd, or stands for more than any reply of ours.
        Unreachable: its end is missing.
    """
    frame = zstandard.ZstdDecompressor().decompressobj()
    content = bytearray()
    try:
        # In bites, so that a few bytes that stand for gigabytes are noticed on their way.
        for start in range(0, len(raw), _BITE_BYTES):
            content += frame.decompress(raw[start : start + _BITE_BYTES])
            if len(content) > LARGEST_REPLY_BYTES:
                raise Mismatch("a reply beyond all bounds")
    except zstandard.ZstdError as error:
        raise Mismatch(f"a reply that cannot be unfolded: {error}") from error
    if not frame.eof:
        raise Unreachable("a reply cut short")
    return bytes(content)
