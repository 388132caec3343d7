"""What the terminal says, in Chinese and in English."""

import locale
import os
from collections.abc import Mapping
from enum import StrEnum


class Language(StrEnum):
    ZH = "zh"
    EN = "en"


SENTENCES: Mapping[str, tuple[str, str]] = {
    "initialised": ("数据库已就绪：{database}", "The database is ready: {database}"),
    "admin_made": (
        "管理员登录名：{login}\n密码（只显示这一次）：{password}",
        "Admin login: {login}\nPassword (shown this once): {password}",
    ),
    "already_initialised": (
        "这个数据库已经初始化过，没有改动。",
        "This database was initialised before; nothing changed.",
    ),
    "serving": ("公海服务器已启动：{address}", "Gonghai server is ready: {address}"),
    "http_needs_loopback": (
        (
            "拒绝在 {host} 上以明文 http 提供服务。"
            "请用 --certificate 和 --key 启用 https；若前面有做 https 的反向代理，请加 --behind-proxy。"
        ),
        (
            "Refusing to serve plain http on {host}. Give --certificate and --key for https, or --behind-proxy where a"
            " reverse proxy speaks https for you."
        ),
    ),
    "port_taken": ("端口 {port} 已被占用。请换一个 --port。", "Port {port} is in use. Choose another --port."),
    "bad_setting": ("设置 {name} 不可用：{value}", "The setting {name} cannot be used: {value}"),
    "database_unfit": ("数据库不可用：{detail}", "The database cannot be used: {detail}"),
    "database_newer": (
        "数据库已由更新版本的服务器升级，本版本不能使用。请安装该版本，或恢复升级前的备份。",
        "A newer server has upgraded this database. Install that version, or restore a backup from before the upgrade.",
    ),
    "not_initialised": (
        "数据库尚未初始化。请先运行：gonghai-server init --database {database}",
        "The database is not initialised yet. Run first: gonghai-server init --database {database}",
    ),
    "not_empty": (
        "数据库里已经有一家公司，演示数据不会混进去。请换一个新的数据库。",
        "The database already holds a company; demo data would mix with it. Choose a new database.",
    ),
    "demo_made": (
        "演示公司“{company}”已建好：{customers} 个客户（{held} 个已分配），{follow_ups} 条跟进，{orders} 个订单。",
        (
            "The demo company “{company}” is ready: {customers} customers ({held} assigned), {follow_ups} follow-ups,"
            " {orders} orders."
        ),
    ),
    "demo_password": ("所有人的密码都是：{password}", "Everybody's password is: {password}"),
    "person_made": (
        "已添加 {name}。登录名：{login}\n密码（只显示这一次）：{password}\n登录后会请其改为自己的密码。",
        (
            "Added {name}. Login: {login}\nPassword (shown this once): {password}\n"
            "They are asked to choose their own when they sign in."
        ),
    ),
    "password_reset": (
        "{login} 的新密码（只显示这一次）：{password}\n所有设备都需要重新登录，登录后会请其改为自己的密码。",
        (
            "New password of {login} (shown this once): {password}\n"
            "Every device has to sign in again, and they are asked to choose their own password then."
        ),
    ),
    "login_taken": ("登录名 {login} 已有人用。", "Somebody signs in as {login} already."),
    "unfit_login": (
        "登录名 {login} 不可用：1 到 64 个字母、数字或 . @ + - _。",
        "The login {login} will not do: 1 to 64 letters, digits or . @ + - _.",
    ),
    "unknown_login": ("没有人用 {login} 登录。", "Nobody signs in as {login}."),
    "unknown_team": ("没有名为“{name}”的团队。现有：{known}", "There is no team “{name}”. There are: {known}"),
    "unknown_pool": ("没有名为“{name}”的公海。现有：{known}", "There is no pool “{name}”. There are: {known}"),
    "none": ("（无）", "(none)"),
    "team_made": ("已添加团队“{name}”。", "Added the team “{name}”."),
    "name_taken": ("已有同名的“{name}”。", "There is already one named “{name}”."),
    "pool_made": ("已建公海“{name}”，规则：{preset}。", "Made the pool “{name}” with the rules of {preset}."),
    "pool_opened": ("公海“{name}”已开启。", "The pool “{name}” is open."),
    "pool_closed": (
        "公海“{name}”已关闭，移出客户 {n} 位。",
        "The pool “{name}” is closed; {n} customers moved out of it.",
    ),
    "pool_not_empty": (
        "公海里还有 {n} 位客户：用 --to-pool 或 --to-team 说明未分配的去处，已分配的转为普通客户。",
        "It holds {n} customers: say with --to-pool or --to-team where unheld ones go; held ones become ordinary.",
    ),
    "pool_to_is_closed": (
        "要移入的公海没有开启，或就是它自己。",
        "The pool they are to go to is closed, or is the same one.",
    ),
    "person_departed": ("{login} 已离职，名下客户等待分配。", "{login} has left; their customers wait to be assigned."),
    "no_devices": ("{login} 还没有登录过任何设备。", "{login} has not signed in anywhere yet."),
    "which_device": (
        "{login} 的设备：{names}。用 --name 指明一台，或用 --all。",
        "Devices of {login}: {names}. Name one with --name, or give --all.",
    ),
    "wipe_ordered": (
        "{names} 下次联网时先送出未发送的工作，再清除 {login} 的数据。",
        "At the next contact {names} first delivers what is unsent, then erases the data of {login}.",
    ),
    "wipe_taken_back": ("已撤回：{names} 不会清除 {login} 的数据。", "Taken back: {names} keeps the data of {login}."),
    "wipe_waits": ("待清除", "to be erased"),
    "last_admin": (
        "这是最后一位系统管理员，先任命另一位。",
        "This is the last system administrator; name another one first.",
    ),
    "members_added": ("已加入公海“{name}”：{members}", "Joined the pool “{name}”: {members}"),
    "file_unreadable": ("文件无法导入：{why}", "The file cannot be imported: {why}"),
    "import_done": (
        "共 {rows} 行：新增 {new}，更新 {update}，重复 {duplicate}，无效 {invalid}；另有 {warnings} 处提示。",
        "{rows} rows: {new} new, {update} updated, {duplicate} duplicate, {invalid} invalid; {warnings} remarks.",
    ),
    "import_dry": ("仅试运行，没有写入任何数据。", "A dry run: nothing was written."),
    "import_unknown_columns": (
        "未识别的列（将并入备注）：{columns}",
        "Columns not recognised (kept as notes): {columns}",
    ),
    "result_written": ("逐行结果见：{path}", "The result of every row is in {path}"),
    "result_unwritable": ("结果文件写不进去：{path}", "The result cannot be written to {path}"),
    "tidied": (
        "已清理：{commits} 条过期变更记录，{receipts} 张过期回执。",
        "Tidied: {commits} old commits of the log and {receipts} old receipts are gone.",
    ),
    "tidied_elsewhere": (
        "另一个服务进程正在清理，这里不用再做。",
        "Another server process is tidying; nothing to do here.",
    ),
    "recycle_line": ("{name} · {owner} · {at} 到期 · {rule}", "{name} · {owner} · due {at} · {rule}"),
    "no_first_follow_up": ("{days} 天内未首次跟进", "no first follow-up within {days} days"),
    "no_deal": ("{days} 天内未成交", "no deal within {days} days"),
    "follow_up_gap": ("{days} 天未再跟进", "no follow-up for {days} days"),
    "lapsed": ("最后下单已满 {days} 天", "last order {days} days ago"),
    "protection": ("{days} 天保护期已满", "{days} days of protection are over"),
    "recycled_by_rule": ("{rule}：{customers} 个客户", "{rule}: {customers} customers"),
    "recycled": (
        "共流出 {customers} 个客户；更正 {corrected} 个回归期限。",
        "{customers} customers flow out in all; {corrected} deadlines are set right.",
    ),
    "pools_emptied": ("已从关闭的公海移出 {n} 个客户", "{n} customers moved out of closed pools."),
    "recycled_elsewhere": (
        "另一个服务进程正在回收，这里不用再做。",
        "Another server process is recycling; nothing to do here.",
    ),
    "not_recycled": (
        "有 {failed} 个客户未能写入，详见日志；下次回收会再处理。",
        "{failed} customers could not be stored, see the log; the next sweep meets them again.",
    ),
    "backup_made": ("备份完成：{path}（{megabytes} MB）", "Backed up to {path} ({megabytes} MB)"),
    "backup_elsewhere": (
        "这是 PostgreSQL 数据库，请用它自己的工具备份（例如 pg_dump）。",
        "This is a PostgreSQL database: back it up with its own tools (pg_dump, for one).",
    ),
    "backup_damaged": (
        "数据库已损坏，没有留下备份。请保留现有备份，并从中恢复。",
        "The database is damaged; no backup was kept. Keep the ones there are, and restore from them.",
    ),
    "backup_exists": (
        "{path} 已存在，不会覆盖。请换一个文件名。",
        "{path} is there already and is not written over. Choose another name.",
    ),
    "backup_unwritable": ("备份写不进 {path}：{detail}", "The backup cannot be written to {path}: {detail}"),
    "feed_line": ("第 {line} 行：{why}", "line {line}: {why}"),
    "feed_progress": ("已处理 {records} 条", "{records} records so far"),
    "feed_done": ("共 {records} 条：{fates}。", "{records} records: {fates}."),
    "feed_unreadable": ("文件 {path} 无法读取：{why}", "{path} cannot be read: {why}"),
    "feed_key_made": (
        "“{name}”的接口密钥（只显示这一次）：{token}",
        "The feed key of {name} (shown this once): {token}",
    ),
    "feed_key_revoked": ("“{name}”的接口密钥已作废。", "The feed key of {name} is revoked."),
    "feed_key_unknown": ("没有名为“{name}”的有效密钥。", "There is no key in use named {name}."),
    "feed_key_taken": (
        "已有名为“{name}”的密钥（也许已作废），请换一个名字。",
        "There is or was a key named {name}; choose another name.",
    ),
    "feed_key_unfit": ("密钥名称须为 1 到 64 个字。", "A key's name has 1 to 64 characters."),
    "role_rep": ("销售", "rep"),
    "role_pool_admin": ("公海管理员", "pool admin"),
    "role_manager": ("主管", "manager"),
    "role_sales_support": ("销售支持", "sales support"),
    "role_tag_admin": ("标签管理员", "tag admin"),
    "role_system_admin": ("系统管理员", "system admin"),
    "departed": ("已离职", "departed"),
    "key_account": ("大客户", "key account"),
}


class Words:
    """Sentences in one language."""

    def __init__(self, language: Language) -> None:
        self.language = language

    def say(self, key: str, **facts: object) -> str:
        chinese, english = SENTENCES[key]
        return (chinese if self.language is Language.ZH else english).format(**facts)


def terminal_language(environment: Mapping[str, str] | None = None) -> Language:
    """The terminal's language: Chinese where its locale says so, else English."""
    variables = os.environ if environment is None else environment
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if variables.get(name):
            return Language.ZH if variables[name].lower().startswith("zh") else Language.EN
    return Language.ZH if (locale.getlocale()[0] or "").lower().startswith(("zh", "chinese")) else Language.EN
