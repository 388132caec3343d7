"""The window of an import in each of its steps, filled with invented values."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QWidget

from desktop.presenters.import_state import Known, Said, state_of
from desktop.screens.cells import Tone
from desktop.screens.choice import Choice
from desktop.screens.imports import ImportStep
from desktop.views.imports import ImportsView
from desktop.views.main_window import MainWindow
from sync.protocol.imports import Imported, ImportProgress, ImportRow
from sync.transport import HowFar
from tests.desktop.views.invented import told
from tests.desktop.views.stage import dialog_of

FILE = "2026 年秋季展会名单（华南、华东，含补充）.xlsx"


def pools() -> tuple[Choice, ...]:
    return Choice("1", told("华南公海", "South")), Choice("2", told("华东公海", "East"))


def outcome() -> Imported:
    digits = told(
        "统一社会信用代码是数字单元格，后几位已被表格软件改掉；请改为文本格式后重新填写",
        "The credit code is a numeric cell whose last digits the spreadsheet has changed; enter it again as text",
    )
    note = told("“注册资金”无法识别，已原样放入备注", "“注册资金” was not understood and is kept in the note")
    known = told("“厦门信达光电股份有限公司”已在系统中", "“厦门信达光电股份有限公司” is known already")
    missing = told("没有企业名称", "The company name is missing")
    rows = (
        ImportRow(12, "", "invalid", missing),
        ImportRow(1048, "南昌航信通信设备有限公司", "invalid", digits),
        ImportRow(3, "内蒙古自治区呼和浩特市金川开发区北方智能电气设备有限责任公司", "new", "", note),
        ImportRow(4, "厦门信达光电股份有限公司", "duplicate", known),
    )
    counts = {"new": 4_812, "update": 1, "duplicate": 180, "invalid": 2}
    return Imported(counts, rows, 183, (told("企业类型", "Kind"), told("登记机关", "Office")), b"PK", 0)


def known_at(step: ImportStep, how_far: HowFar | None = None, *, is_one_pool: bool = False) -> Known:
    has_outcome = step in {ImportStep.CHECKED, ImportStep.IMPORTING, ImportStep.DONE}
    return Known(
        step=step,
        pools=pools()[: 1 if is_one_pool else 2],
        pool="1",
        file_name=FILE,
        file=b"PK",
        how_far=how_far,
        outcome=outcome() if has_outcome else None,
    )


def importing(known: Callable[[], Known], width: int, height: int) -> QWidget:
    """The window over the register of somebody who may import."""
    from tests.desktop.views.scenes import mine

    made = mine(width, height)
    view = ImportsView(made.register.filters, made)
    view.show_way_in(is_shown=True)
    view.open_import(state_of(known()))
    return dialog_of(made)


def way_in(width: int, height: int) -> MainWindow:
    """The button over the register."""
    from tests.desktop.views.scenes import pool

    made = pool(width, height)
    ImportsView(made.register.filters, made).show_way_in(is_shown=True)
    return made


def troubled() -> Known:
    known = known_at(ImportStep.CHOOSE)
    known.trouble = Said("import-trouble-interrupted", (("done", 2_000), ("of", 4_995)), Tone.WARNING)
    return known


def nothing_chosen() -> Known:
    return Known(pools=pools()[:1], pool="1")


def saved() -> Known:
    known = known_at(ImportStep.DONE, is_one_pool=True)
    known.note = Said("exported", (("path", "C:\\Users\\wujing\\Documents\\导入结果-展会.xlsx"),), Tone.GOOD)
    return known


SCENES: dict[str, Callable[[int, int], QWidget]] = {
    "import-way-in": way_in,
    "import-choose": partial(importing, nothing_chosen),
    "import-checking": partial(importing, lambda: known_at(ImportStep.CHECKING)),
    "import-checked": partial(importing, lambda: known_at(ImportStep.CHECKED)),
    "import-running": partial(importing, lambda: known_at(ImportStep.IMPORTING, ImportProgress(2_000, 4_995))),
    "import-done": partial(importing, saved),
    "import-trouble": partial(importing, troubled),
}
