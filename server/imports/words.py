"""What the result workbook and the terminal say about rows and files, in Chinese and in English."""

from collections.abc import Mapping

from server.imports.cells import Finding
from server.imports.drafts import RowProblem
from server.imports.headers import TITLES, Column
from server.imports.sheets import FileProblem
from server.imports.verdicts import RowResult, RowVerdict

type Pair = tuple[str, str]

TEMPLATE: Mapping[str, Pair] = {
    "sheet": ("客户", "Customers"),
    "help": ("说明", "Help"),
    "name": ("每行一家企业，必须有企业名称；其他列都可以空着", "One company a row; only the company name is needed"),
    "code": (
        "统一社会信用代码请保持文本格式，否则表格软件会改掉后几位",
        "Leave the credit code as text: a spreadsheet changes the last digits of a number",
    ),
    "tags": ("多个标签用分号隔开", "Separate tags by semicolons"),
    "others": ("自己加的列会放进备注", "Columns of your own go into the note"),
}

HEADINGS: Mapping[str, Pair] = {
    "row": ("行号", "Row"),
    "verdict": ("导入结果", "Result"),
    "reason": ("原因", "Reason"),
    "remarks": ("提示", "Remarks"),
}

_VERDICTS: Mapping[RowVerdict, Pair] = {
    RowVerdict.NEW: ("新增", "new"),
    RowVerdict.UPDATE: ("更新", "update"),
    RowVerdict.DUPLICATE: ("重复", "duplicate"),
    RowVerdict.INVALID: ("无效", "invalid"),
}

_PROBLEMS: Mapping[RowProblem, Pair] = {
    RowProblem.NAME_MISSING: ("没有企业名称", "The company name is missing"),
    RowProblem.NAME_TOO_LONG: ("企业名称超过 200 个字", "The company name is longer than 200 characters"),
    RowProblem.NAME_IS_NUMBER: ("企业名称是一个数字", "The company name is a number"),
    RowProblem.USCC_DIGITS_LOST: (
        "统一社会信用代码是数字单元格，后几位已被表格软件改掉；请改为文本格式后重新填写",
        "The credit code is a numeric cell whose last digits the spreadsheet has changed; enter it again as text",
    ),
    RowProblem.USCC_LENGTH: ("统一社会信用代码不是 18 位", "The credit code does not have 18 characters"),
    RowProblem.USCC_LETTERS: ("统一社会信用代码含有不允许的字符", "The credit code has characters that none can have"),
    RowProblem.USCC_CHECK_DIGIT: ("统一社会信用代码校验位不对", "The check digit of the credit code is wrong"),
}

_FINDINGS: Mapping[Finding, Pair] = {
    Finding.KEPT_AS_NOTE: ("“{title}”无法识别，已原样放入备注", "“{title}” was not understood and is kept in the note"),
    Finding.OLD_CODE: (
        "“{title}”是旧的 15 位注册号，已放入备注",
        "“{title}” is an old 15-digit code and is kept in the note",
    ),
    Finding.UNKNOWN_TAG: ("标签库里没有“{title}”，已按原文留下", "There is no tag “{title}”; it was left as text"),
    Finding.SHORTENED: ("“{title}”太长，已截短", "“{title}” was too long and has been cut"),
    Finding.REST_AS_NOTE: ("“{title}”有多个，其余放入备注", "“{title}” holds several; the others are kept in the note"),
}

_FILES: Mapping[FileProblem, Pair] = {
    FileProblem.MISSING: ("找不到或打不开这个文件", "it is not there or cannot be opened"),
    FileProblem.TOO_LARGE: ("超过 {megabytes} MB，请拆成几份", "it is larger than {megabytes} MB; split it"),
    FileProblem.UNFOLDS_TOO_FAR: ("展开后大得不正常", "it unfolds to an abnormal size"),
    FileProblem.UNKNOWN_FORMAT: (
        "不是 xlsx、xls 或 csv 表格，请在表格软件里另存为 xlsx",
        "it is no xlsx, xls or csv table; save it as xlsx from a spreadsheet program",
    ),
    FileProblem.ENCRYPTED: ("有密码保护，请先去掉密码", "it is protected by a password; remove that first"),
    FileProblem.DAMAGED: ("文件已损坏，请重新导出", "it is damaged; export it again"),
    FileProblem.UNKNOWN_ENCODING: (
        "文字编码既不是 UTF-8 也不是 GB18030，请另存为 xlsx",
        "its text is neither UTF-8 nor GB18030; save it as xlsx",
    ),
    FileProblem.NO_HEADING: (
        "前 10 行里没有“企业名称”（或“公司名称”“客户名称”）这一列",
        "none of its first 10 rows names a column 企业名称, 公司名称, 客户名称 or “company name”",
    ),
    FileProblem.TOO_MANY_ROWS: ("超过 {limit} 行，请拆成几份", "it has more than {limit} rows; split it"),
    FileProblem.TOO_MANY_COLUMNS: ("超过 {limit} 列", "it has more than {limit} columns"),
    FileProblem.TOO_SLOW: ("读取时间过长，已停止", "reading it took too long and was stopped"),
    FileProblem.TOO_MUCH_MEMORY: ("读取它需要过多内存，已停止", "reading it needs too much memory and was stopped"),
}


class ImportWords:
    """Chinese or English."""

    def __init__(self, *, is_chinese: bool) -> None:
        self._is_chinese = is_chinese

    def heading(self, name: str) -> str:
        return self._say(HEADINGS[name])

    def title(self, column: Column) -> str:
        return self._say(TITLES[column])

    def verdict(self, result: RowResult) -> str:
        return self._say(_VERDICTS[result.verdict])

    def reason(self, result: RowResult) -> str:
        if result.problem is not None:
            return self._say(_PROBLEMS[result.problem])
        if result.of_row is not None:
            return self._say(("与第 {row} 行重复", "the same company as row {row}")).format(row=result.of_row)
        if result.updated:
            filled = self._say(("、", ", ")).join(self.title(Column(name)) for name in result.updated)
            return self._say(("补全“{name}”的 {filled}", "filled in {filled} of “{name}”")).format(
                name=result.of_name, filled=filled
            )
        if result.of_name:
            return self._say(("“{name}”已在系统中", "“{name}” is known already")).format(name=result.of_name)
        return ""

    def remarks(self, result: RowResult) -> str:
        separator = self._say(("；", "; "))
        return separator.join(self._say(_FINDINGS[one.finding]).format(title=one.title) for one in result.remarks)

    def template(self, name: str) -> str:
        return self._say(TEMPLATE[name])

    def file_problem(self, problem: FileProblem, limit: int) -> str:
        return self._say(_FILES[problem]).format(limit=limit, megabytes=limit >> 20)

    def _say(self, pair: Pair) -> str:
        return pair[0] if self._is_chinese else pair[1]


def words_in(language: str) -> ImportWords:
    """Chinese unless English is asked for."""
    return ImportWords(is_chinese=not language.lower().startswith("en"))
