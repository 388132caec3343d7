"""The socket that `serve` hands to uvicorn."""

import asyncio
import socket
from pathlib import Path

from server.cli.serving import _listening
from server.cli.words import Language, Words
from server.settings import Settings


def test_replies_are_sent_at_once_however_short(tmp_path: Path) -> None:
    settings = Settings(database=f"sqlite:///{tmp_path / 'gonghai.db'}", port=0)

    async def is_undelayed() -> bool:
        accepted: asyncio.Future[bool] = asyncio.get_running_loop().create_future()

        async def meet(_reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            option = writer.get_extra_info("socket").getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)
            accepted.set_result(option != 0)
            writer.close()
            await writer.wait_closed()

        with _listening(settings, Words(Language.EN)) as listener:
            async with await asyncio.start_server(meet, sock=listener):
                _, writer = await asyncio.open_connection(*listener.getsockname())
                async with asyncio.timeout(10):
                    found = await accepted
                writer.close()
                await writer.wait_closed()
        return found

    assert asyncio.run(is_undelayed())
