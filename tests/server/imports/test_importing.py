"""A file into a pool, on both databases: what becomes of every row, and that doing it again adds nobody."""

import zipfile
from collections.abc import Sequence
from pathlib import Path

import pytest
from python_calamine import load_workbook
from sqlalchemy import Connection

from domain.instants import millis
from server.customers.repository import find_customers, ids_by_name, ids_by_uscc
from server.imports import words
from server.imports.cells import Finding
from server.imports.drafts import RowProblem
from server.imports.result_book import write_result
from server.imports.service import Import
from server.imports.sheets import FileProblem, Number, Unreadable
from server.imports.table import Table
from server.imports.verdicts import Report, RowVerdict
from server.imports.words import ImportWords
from server.tags.repository import insert_tag_groups, insert_tags
from sync.protocol.rows import CustomerRow, TagGroupRow, TagRow
from tests.server.company import NOW, Company
from tests.server.imports.files import CODES, HEADING
from tests.server.reader import Reader

NEW, UPDATE, DUPLICATE, INVALID = RowVerdict.NEW, RowVerdict.UPDATE, RowVerdict.DUPLICATE, RowVerdict.INVALID


def table(*rows: Sequence[object], heading: Sequence[str] = HEADING) -> Table:
    return Table("", "", 1, list(heading), [list(row) for row in rows])  # type: ignore[arg-type]


def run(company: Company, asked: Table, *, is_dry: bool = False) -> Report:
    return Import(company.database, company.pool_id, NOW, company.ids.new, is_dry=is_dry).run(asked)


def verdicts(report: Report) -> list[RowVerdict]:
    return [result.verdict for result in report.rows]


def named(company: Company, name: str) -> CustomerRow:
    def find(connection: Connection) -> CustomerRow:
        return find_customers(connection, ids_by_name(connection, [name]).values())[0]

    return company.database.read(find)


MESSY = table(
    ["深圳试验电路有限公司", CODES[0], "2005-06-01", "N/A", "336(万元人民币)", "电路板", "广东", "深圳", "无名路1号"],
    ["东莞试验电子有限公司", CODES[1], "someday", "有限责任公司", "ROY", "", "", "", ""],
    ["厦门试验科技有限公司", "440301102345678", "", "", "", "", "", "", ""],
    ["", CODES[2], "", "", "", "", "", "", ""],
    [None, None, None, "N/A", "", "", "", "", ""],
    ["坏号公司", CODES[0][:-1] + "0", "", "", "", "", "", "", ""],
    ["短号公司", "9144", "", "", "", "", "", "", ""],
    ["错字公司", "91440300MYTE5TAII0", "", "", "", "", "", "", ""],
    ["深圳试验电路(集团)有限公司", CODES[0].lower() + "\u200b", "", "", "", "", "", "", ""],
    ["厦门试验科技有限公司 ", "", "", "", "", "", "", "", ""],
    ["厦门试验科技有限公司", CODES[3], "", "", "", "", "", "", ""],
)


def test_every_row_gets_its_own_verdict(company: Company) -> None:
    report = run(company, MESSY)
    # The empty sixth row is no row at all.
    assert [(result.row, result.verdict, result.problem, result.of_row) for result in report.rows] == [
        (2, NEW, None, None),
        (3, NEW, None, None),
        (4, NEW, None, None),
        (5, INVALID, RowProblem.NAME_MISSING, None),
        (7, INVALID, RowProblem.USCC_CHECK_DIGIT, None),
        (8, INVALID, RowProblem.USCC_LENGTH, None),
        (9, INVALID, RowProblem.USCC_LETTERS, None),
        (10, DUPLICATE, None, 2),
        (11, DUPLICATE, None, 4),
        (12, DUPLICATE, None, 4),
    ]


def test_a_new_customer_lies_in_the_pool_with_all_that_the_row_told(company: Company) -> None:
    run(company, MESSY)
    customer = named(company, "深圳试验电路有限公司")
    assert (customer.uscc, customer.founded_on, customer.registered_capital) == (
        CODES[0],
        "2005-06-01",
        "336(万元人民币)",
    )
    assert (customer.region, customer.city, customer.address, customer.note) == ("广东", "深圳", "无名路1号", "电路板")
    assert (customer.pool_id, customer.pool_state, customer.owner_id) == (company.pool_id, "unassigned", None)
    assert (customer.pooled_at, customer.outflow_reason, customer.source) == (millis(NOW), "import", "imported")
    assert "szsydlyxgs" in customer.search_text.split()


def test_dirty_fields_stay_readable_in_the_note(company: Company) -> None:
    report = run(company, MESSY)
    customer = named(company, "东莞试验电子有限公司")
    assert (customer.founded_on, customer.registered_capital) == ("", "")
    assert customer.note.splitlines() == ["注册日期：someday", "注册资金：ROY", "企业类型：有限责任公司"]
    assert [remark.title for remark in report.rows[1].remarks] == ["注册日期", "注册资金"]
    assert named(company, "厦门试验科技有限公司").note == "统一社会信用代码：440301102345678"


def test_the_same_file_again_adds_nobody(company: Company) -> None:
    first = run(company, MESSY)
    again = run(company, MESSY)
    assert NEW not in verdicts(again)
    assert [r.verdict for r in again.rows if r.verdict is not INVALID] == [DUPLICATE] * (
        len(first.rows) - first.count()[INVALID]
    )


def test_a_dry_run_tells_the_same_and_writes_nothing(company: Company) -> None:
    dry = run(company, MESSY, is_dry=True)
    assert company.database.read(lambda connection: ids_by_uscc(connection, CODES)) == {}
    assert verdicts(dry) == verdicts(run(company, MESSY))


def test_a_file_fills_what_is_empty_and_overwrites_nothing(company: Company) -> None:
    heading = ["公司名称", "统一社会信用代码", "城市", "手机", "标签"]
    run(company, table(["深圳试验电路有限公司", "", "深圳", "", ""], heading=heading))
    report = run(company, table(["深圳试验电路有限公司", CODES[0], "东莞", "15400001234", "HDI"], heading=heading))
    assert verdicts(report) == [UPDATE]
    assert set(report.rows[0].updated) == {"uscc", "phone", "tags"}
    customer = named(company, "深圳试验电路有限公司")
    assert (customer.uscc, customer.city, customer.phone, customer.tags) == (CODES[0], "深圳", "15400001234", ("HDI",))
    assert "1234" in customer.search_text.split()


def test_known_tags_are_taken_by_their_ids_and_others_left_as_they_came_with_a_remark(company: Company) -> None:
    group, hdi, old = (company.ids.new() for _ in range(3))

    def stock(connection: Connection) -> None:
        insert_tag_groups(connection, [TagGroupRow(group, 1, "工艺")])
        insert_tags(connection, [TagRow(hdi, 1, "HDI", group), TagRow(old, 1, "单面板", group, is_retired=True)])

    company.database.write(stock)
    heading = ["公司名称", "统一社会信用代码", "标签"]
    for is_dry in (True, False):
        report = run(company, table(["甲公司", CODES[0], "hdi、陶瓷板、HDI、单面板"], heading=heading), is_dry=is_dry)
        (result,) = report.rows
        assert [(remark.finding, remark.title) for remark in result.remarks] == [
            (Finding.UNKNOWN_TAG, "陶瓷板"),
            (Finding.UNKNOWN_TAG, "单面板"),
        ]
    assert named(company, "甲公司").tags == (hdi, "陶瓷板", "单面板")


def test_namesakes_with_different_codes_are_two_companies(company: Company) -> None:
    report = run(company, table(["同名公司", CODES[0]], ["同名公司", CODES[1]]))
    assert verdicts(report) == [NEW, NEW]
    assert verdicts(run(company, table(["同名公司", CODES[2]]))) == [NEW]


def test_two_rows_that_speak_of_one_known_customer_by_code_and_by_name_change_it_once(company: Company) -> None:
    heading = ["公司名称", "统一社会信用代码", "城市", "地址"]
    run(company, table(["旧名公司", CODES[0], "", ""], heading=heading))
    report = run(
        company, table(["新名公司", CODES[0], "深圳", ""], ["旧名公司", "", "东莞", "无名路"], heading=heading)
    )
    assert [(result.verdict, result.updated) for result in report.rows] == [(UPDATE, ("city",)), (UPDATE, ("address",))]
    customer = named(company, "旧名公司")
    assert (customer.city, customer.address, customer.version) == ("深圳", "无名路", 2)


def test_a_code_that_lost_its_digits_is_refused_not_repaired(company: Company) -> None:
    report = run(company, table(["甲公司", Number(9.144030012345678e17)], [Number(7), ""]))
    assert [result.problem for result in report.rows] == [RowProblem.USCC_DIGITS_LOST, RowProblem.NAME_IS_NUMBER]


def test_clients_are_told_of_what_was_imported(company: Company) -> None:
    reader = Reader(company.database, company.person("林晓", company.south)).read()
    run(company, MESSY)
    reader.read()
    held = [row.name for rows in reader.rows.values() for row in rows.values() if isinstance(row, CustomerRow)]
    assert sorted(held) == sorted(["深圳试验电路有限公司", "东莞试验电子有限公司", "厦门试验科技有限公司"])


def test_a_table_without_company_names_is_refused(company: Company) -> None:
    with pytest.raises(Unreadable) as refused:
        run(company, table(["x"], heading=["城市"]))
    assert refused.value.problem is FileProblem.NO_HEADING


@pytest.mark.parametrize("is_chinese", [True, False])
def test_the_result_workbook_has_every_row_with_its_reason_as_text(
    company: Company, tmp_path: Path, is_chinese: bool
) -> None:
    asked = table(['=HYPERLINK("x")公司', CODES[0], "@SUM(1)"], ["", CODES[1], "+1"])
    report = run(company, asked)
    path = tmp_path / "result.xlsx"
    write_result(path, asked, report, ImportWords(is_chinese=is_chinese))
    rows = load_workbook(str(path)).get_sheet_by_index(0).to_python()
    assert rows[0][4:] == HEADING
    assert rows[1][0] == "2" and rows[1][4:7] == ['=HYPERLINK("x")公司', CODES[0], "@SUM(1)"]
    assert rows[2][:3] == (
        ["3", "无效", "没有企业名称"] if is_chinese else ["3", "invalid", "The company name is missing"]
    )
    assert b"<f>" not in _sheet(path)


def test_a_result_that_cannot_be_written_says_so(company: Company, tmp_path: Path) -> None:
    asked = table(["甲公司", CODES[0]])
    with pytest.raises(OSError):
        write_result(tmp_path / "no" / "where.xlsx", asked, run(company, asked), ImportWords(is_chinese=True))


def _sheet(path: Path) -> bytes:
    with zipfile.ZipFile(path) as archive:
        return archive.read("xl/worksheets/sheet1.xml")


def test_every_problem_and_finding_has_its_sentence_in_both_languages() -> None:
    for kinds, sentences in (
        (RowProblem, words._PROBLEMS),
        (Finding, words._FINDINGS),
        (FileProblem, words._FILES),
        (RowVerdict, words._VERDICTS),
    ):
        assert set(sentences) == set(kinds)
        assert all(chinese and english and chinese != english for chinese, english in sentences.values())
