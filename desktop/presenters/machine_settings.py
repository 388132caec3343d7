"""What is settled for this machine, as the sign-in window and the settings page have it."""

from __future__ import annotations

from dataclasses import replace

from desktop import words
from desktop.administration import PROXY_NONE, PROXY_SYSTEM, InForce, Setting, Source, Value
from desktop.screens.settings import MachineLine
from desktop.screens.sign_in import SignInStart

_NAMES = {
    Setting.SERVER: "machine-server-url",
    Setting.CERTIFICATES: "machine-ca-file",
    Setting.PROXY: "machine-proxy",
    Setting.UPDATE_NOTICE: "machine-update-notice",
}


def sign_in_start(settings: InForce, asked: str, servers: tuple[str, ...], user_name: str) -> SignInStart:
    """What the form opens with: `asked` is the server that was asked for at the start, `servers` are those known."""
    server = settings.server
    if server.is_locked:
        # What is no address at all, or has a password in it, is for nobody's eyes.
        shown = server.text if server.fault in ("", "malformed", "insecure") else ""
        return SignInStart((), shown, user_name, is_server_fixed=True, server_fault=server.fault)
    return SignInStart(servers, asked or server.text, user_name)


def machine_lines(settings: InForce, server: str) -> tuple[MachineLine, ...]:
    """Every setting with its value and who has settled it; `server` is where one is signed in."""
    values = [settings[setting] for setting in Setting]
    return tuple(_line(_signed_in(value, server) if value.setting is Setting.SERVER else value) for value in values)


def machine_trouble(settings: InForce) -> str:
    """What an administrator has written that nobody understands, by name; empty where there is nothing of it."""
    names = [words.say(_NAMES[value.setting]) for value in settings.passed_over if value.source is not Source.CHOSEN]
    if not names:
        return ""
    return words.say("machine-passed-over", names=words.say("fact-separator").join(dict.fromkeys(names)))


def _signed_in(value: Value, server: str) -> Value:
    """Who signed in elsewhere than was read at the start has chosen so."""
    return value if value.text == server else replace(value, text=server, source=Source.CHOSEN)


def _line(value: Value) -> MachineLine:
    name, source = words.say(_NAMES[value.setting]), words.say(f"machine-source-{value.source.value}")
    choices: tuple[tuple[str, str], ...] = ()
    match value.setting:
        case Setting.CERTIFICATES:
            key = "machine-ca-file-besides" if value.text else "machine-ca-file-none"
            text = words.say(key, file=value.text)
        case Setting.PROXY if value.text in (PROXY_SYSTEM, PROXY_NONE):
            text = words.say(f"machine-proxy-{value.text}")
        case Setting.UPDATE_NOTICE:
            text = words.say(f"machine-update-notice-{value.text}")
            if not value.is_locked:
                choices = tuple((key, words.say(f"machine-update-notice-{key}")) for key in ("1", "0"))
        case _:
            text = value.text
    return MachineLine(value.setting.value, name, text, source, choices, value.text)
