"""`device …`: the machines on which somebody signs in, and wiping one that was lost."""

from typing import Annotated

import typer

from server.cli.context import DatabaseOption, opened, told
from server.cli.ending import ExitCode, stop
from server.cli.words import Words
from server.identity.accounts import UnknownLogin
from server.identity.devices import Device, devices_of, order_wipe

program = typer.Typer(no_args_is_help=True)


@program.command("list", help="列出一个人的设备 | List somebody's devices")
def list_devices(context: typer.Context, login: str, database: DatabaseOption = None) -> None:
    words = told(context).words
    with opened(context, database) as store:
        try:
            found = store.read(lambda connection: devices_of(connection, login))
        except UnknownLogin:
            stop(words.say("unknown_login", login=login), ExitCode.REFUSED)
    typer.echo("\n".join(_line(each, words) for each in found) or words.say("no_devices", login=login))


@program.command("wipe", help="下次联网时清除设备上的数据 | Have a device erased at its next contact")
def wipe(
    context: typer.Context,
    login: str,
    name: Annotated[str | None, typer.Option(help="设备名 | the device's name")] = None,
    everywhere: Annotated[bool, typer.Option("--all", help="所有设备 | all of them")] = False,
    take_back: Annotated[bool, typer.Option("--take-back", help="撤回尚未执行的清除 | take the order back")] = False,
    database: DatabaseOption = None,
) -> None:
    words = told(context).words
    with opened(context, database) as store:
        try:
            known = store.read(lambda connection: devices_of(connection, login))
            meant = [each for each in known if everywhere or name in (None, each.name)]
            # Nothing of somebody's is erased by a guess.
            if not meant or (len(meant) > 1 and not everywhere and name is None):
                names = "、".join(dict.fromkeys(each.name for each in known)) or words.say("none")
                stop(words.say("which_device", login=login, names=names), ExitCode.REFUSED)
            ids = [each.id for each in meant]
            store.write(lambda connection: order_wipe(connection, login, ids, is_ordered=not take_back))
        except UnknownLogin:
            stop(words.say("unknown_login", login=login), ExitCode.REFUSED)
    names = "、".join(each.name for each in meant)
    typer.echo(words.say("wipe_taken_back" if take_back else "wipe_ordered", login=login, names=names))


def _line(device: Device, words: Words) -> str:
    ordered = words.say("wipe_waits") if device.is_wipe_ordered else ""
    return f"{device.name}\t{device.last_seen_at:%Y-%m-%d %H:%M} UTC\t{ordered}".rstrip()
