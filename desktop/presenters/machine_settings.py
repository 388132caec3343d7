"""What is settled for this machine, as the sign-in window and the settings page have it."""

from __future__ import annotations

from desktop.administration import InForce
from desktop.screens.sign_in import SignInStart


def sign_in_start(settings: InForce, asked: str, servers: tuple[str, ...], user_name: str) -> SignInStart:
    """What the form opens with: `asked` is the server that was asked for at the start, `servers` are those known."""
    server = settings.server
    if server.is_locked:
        return SignInStart((), server.text, user_name, is_server_fixed=True, server_fault=server.fault)
    return SignInStart(servers, asked or server.text, user_name)
