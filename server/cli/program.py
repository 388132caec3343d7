"""`gonghai-server`: the commands and what they have in common."""

from pathlib import Path
from typing import Annotated

import typer

from server.cli import (
    demonstration,
    devices,
    feeding,
    governing,
    importing,
    people,
    pools,
    recycling,
    serving,
    starting,
    upkeep,
)
from server.cli.context import Told
from server.cli.words import Language, Words, terminal_language

program = typer.Typer(
    name="gonghai-server",
    help="公海服务器 | The Gonghai server. 退出码 | Exit codes: 0 完成 done, 1 程序错误 bug, 2 命令行有误 usage, "
    "3 设置 setting, 4 数据库 database, 5 被拒绝 refused, 6 文件 file.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)


@program.callback()
def begin(
    context: typer.Context,
    language: Annotated[Language | None, typer.Option(help="zh | en，默认随终端 | default: the terminal's")] = None,
    config: Annotated[Path | None, typer.Option(help="TOML 设置文件 | settings file (GONGHAI_CONFIG)")] = None,
) -> None:
    context.obj = Told(Words(language or terminal_language()), config)


program.command(help="建库并创建管理员 | Make the tables and an admin")(starting.init)
program.command(help="启动服务 | Serve clients")(serving.serve)
program.command("demo-data", help="建一家演示公司 | Make a demo company")(demonstration.demo_data)
program.command("import-customers", help="导入客户表格 | Import a spreadsheet of customers")(importing.import_customers)
program.command(help="接收商城系统的数据文件 | Take in a file of what the shop system tells")(feeding.feed)
program.command("feed-key", help="给商城系统一个接口密钥，或作废 | Give a program the key to feed, or revoke it")(
    feeding.feed_key
)
program.command(help="清理过期记录 | Forget what is past its time")(upkeep.tidy)
program.command(help="回收到期客户 | Take back customers that are due")(recycling.recycle)
program.command(help="备份内置数据库 | Back up the embedded database")(upkeep.backup)
# Adds to the commands of `person` and `pool`.
governing.register(people.program, pools.program)
program.add_typer(people.program, name="person", help="人员 | People")
program.add_typer(devices.program, name="device", help="设备 | Devices")
program.add_typer(people.teams, name="team", help="团队 | Teams")
program.add_typer(pools.program, name="pool", help="公海 | Pools")
