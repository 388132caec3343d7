"""Requests' bodies become messages: zstd undone within limits, decoded in one pass."""

from collections.abc import Generator
from typing import Any

import msgspec
import zstandard
from litestar.dto.base_dto import AbstractDTO
from litestar.dto.data_structures import DTOFieldDefinition
from litestar.openapi.spec import Reference, Schema
from litestar.typing import FieldDefinition

from server.http.problems import Declined
from sync.protocol.messages import ProblemCode

LARGEST_DECOMPRESSED = "largest_decompressed"
"""The app's state that says how many bytes a body may unfold to."""


class Wire[Message](AbstractDTO[Message]):
    """Decodes a body straight into its struct.

    Litestar decodes to plain dicts first and converts them, which `msgspec.Raw` (an envelope's body) does not survive.
    """

    __slots__ = ()

    def decode_bytes(self, value: bytes) -> Any:
        """The message.

        Raises:
            Declined: the body is not what the protocol promises, or unfolds beyond the limit.
        """
        body = self._plain(value)
        try:
            return msgspec.json.decode(body, type=self.model_type)
        except (msgspec.MsgspecError, RecursionError, UnicodeDecodeError) as error:
            raise Declined(ProblemCode.MALFORMED) from error

    def _plain(self, value: bytes) -> bytes:
        encoding = self.asgi_connection.headers.get("content-encoding", "").strip().lower()
        if encoding in {"", "identity"}:
            return value
        if encoding != "zstd":
            raise Declined(ProblemCode.MALFORMED)
        return decompressed(value, self.asgi_connection.app.state[LARGEST_DECOMPRESSED])

    @classmethod
    def create_for_field_definition(cls, *_: Any, **__: Any) -> None:
        """Nothing to prepare: no transfer model stands between the wire and the struct."""

    @classmethod
    def create_openapi_schema(
        cls, field_definition: FieldDefinition, handler_id: str, schema_creator: Any
    ) -> Reference | Schema:
        schema: Reference | Schema = schema_creator.for_field_definition(field_definition)
        return schema

    @classmethod
    def generate_field_definitions(cls, model_type: type[Any]) -> Generator[DTOFieldDefinition]:
        yield from ()

    @classmethod
    def detect_nested_field(cls, field_definition: FieldDefinition) -> bool:
        return False


def decompressed(value: bytes, limit: int) -> bytes:
    """`value` unfolded, stopping as soon as it grows past `limit` bytes: a header may lie about the size.

    Raises:
        Declined: it is no complete zstd frame, or larger than `limit`.
    """
    unfolded = bytearray()
    stream = zstandard.ZstdDecompressor(max_window_size=1 << 27).decompressobj()
    try:
        # Small bites, so that a frame of a few bytes that stands for gigabytes is noticed on its way.
        for start in range(0, len(value), 1024):
            unfolded += stream.decompress(value[start : start + 1024])
            if len(unfolded) > limit:
                raise Declined(ProblemCode.TOO_LARGE, facts={"limit": limit})
    except zstandard.ZstdError as error:
        raise Declined(ProblemCode.MALFORMED) from error
    if not stream.eof or stream.unused_data:
        raise Declined(ProblemCode.MALFORMED)
    return bytes(unfolded)
