"""Rules of flowing in as an admin types them: said in words, judged at their fields, saved, and taken up again."""

from dataclasses import replace
from pathlib import Path

import pytest

from desktop import words
from desktop.presenters.flow_in_words import KNOWN_KINDS
from desktop.presenters.reasons import Step
from desktop.presenters.sources import OF_THE_SHOP
from desktop.screens.cells import plain
from desktop.screens.flow_in import TypedScore, WordOf
from desktop.screens.preferences import Language
from desktop.screens.window import Page
from domain.flow_in import DORMANT_SOURCES, FIRST_SCORES, THE_FLOW_IN
from domain.reasons import Reason
from sync.protocol.rows import FlowInRow, PersonRow
from tests.desktop.presenters.above import ZHOU, asked, settle
from tests.desktop.presenters.desk import CHEN, NORTH, SOUTH, WANG
from tests.desktop.presenters.flow_in_editor import RULES, Editor, enter, told
from tests.desktop.presenters.pool_office import SHUT


@pytest.fixture
def editor(tmp_path: Path) -> Editor:
    return enter(tmp_path)


def test_the_form_shows_what_holds_known_words_first_with_their_names(editor: Editor) -> None:
    form = editor.screen.form
    assert form is not None
    assert [(line.name, line.word, line.typed.points) for line in form.scores] == [
        ("登录", "login", "5"),
        ("上传 Gerber", "upload", "40"),
        ("询价", "quote", "40"),
        ("webinar", "", "10"),
    ]
    assert [(line.name, line.turn, line.note, line.is_removable) for line in form.sources] == [
        ("自主注册", "轮流给 2 人…", "王芳、陈晓", False),
        ("线下老客户", "轮流给…", "", False),
        ("电子发烧友", "", "先休眠，够分后流入", False),
        ("DFM", "", "先休眠，够分后流入", False),
        ("exhibition", "轮流给…", "", True),
    ]
    assert [choice.text for choice in form.pools] == ["最早开启的公海", "华北公海", "华南公海"]
    assert [choice.text for choice in form.kinds] == ["浏览", "加入购物车", "咨询", "下单"]
    assert (editor.state.version, editor.state.label.text, editor.state.is_typed) == ("第 2 版", "现行", False)


def test_every_word_that_the_domain_knows_has_a_name_in_both_languages() -> None:
    assert set(KNOWN_KINDS) == set(FIRST_SCORES) and set(OF_THE_SHOP) >= DORMANT_SOURCES
    for language in Language:
        words.speak(language)
        assert all(words.knows(f"flow-in-kind-{kind}") for kind in KNOWN_KINDS)
        assert all(words.knows(f"source-{source.replace('_', '-')}") for source in OF_THE_SHOP)


def test_where_nobody_has_saved_any_the_first_rules_stand_there(tmp_path: Path) -> None:
    editor = enter(tmp_path, rows=())
    assert (editor.state.version, editor.typed.threshold, editor.typed.pool_id) == ("初始规则", "60", "")
    assert {each.kind: int(each.points) for each in editor.typed.scores} == FIRST_SCORES
    assert editor.state.meaning[-1] == "其他来源：直接进入最早开启的公海"


def test_only_admins_of_the_system_see_them(tmp_path: Path) -> None:
    editor = enter(tmp_path, ZHOU)
    assert editor.screen.form is None and editor.screen.hidden


def test_a_sentence_says_what_the_rules_mean(editor: Editor) -> None:
    assert editor.state.meaning == (
        "14 天内：上传 Gerber 1 次（40 分）和询价 1 次（40 分），即流入「华南公海」",
        "自主注册：轮流给王芳、陈晓，没有空位时进入「华南公海」",
        "线下老客户：直接进入「华南公海」",
        "电子发烧友：先休眠，够分后流入「华南公海」",
        "DFM：先休眠，够分后流入「华南公海」",
        "exhibition：直接进入「华北公海」",
        "其他来源：直接进入「华南公海」",
    )


@pytest.mark.parametrize(
    ("threshold", "scores", "sentence"),
    [
        ("60", {"order": "100"}, "14 天内：下单 1 次（100 分），即流入「华南公海」"),
        (
            "60",
            {"order": "60", "quote": "59", "login": "1"},
            "14 天内：下单 1 次（60 分），或者询价 1 次（59 分）和登录 1 次（1 分），即流入「华南公海」",
        ),
        (
            "60",
            {"order": "60", "cart": "60"},
            "14 天内：下单 1 次（60 分）或加入购物车 1 次（60 分），即流入「华南公海」",
        ),
        ("60", {"login": "5"}, "14 天内：登录 12 次（每次 5 分），即流入「华南公海」"),
        ("1000", {"login": "1"}, "按这些得分，休眠客户不会自己流入"),
        ("60", {"login": "0"}, "按这些得分，休眠客户不会自己流入"),
        ("60", {}, "按这些得分，休眠客户不会自己流入"),
    ],
)
def test_it_is_said_anew_while_it_is_typed(
    editor: Editor, threshold: str, scores: dict[str, str], sentence: str
) -> None:
    editor.type(threshold=threshold, scores=tuple(TypedScore(kind, points) for kind, points in scores.items()))
    assert editor.state.meaning[0] == sentence
    assert (editor.state.is_typed, editor.state.note, editor.saved()) == (True, "有改动还没有保存", [])


def test_sleepers_of_other_sources_flow_into_their_own_pools(editor: Editor) -> None:
    editor.source("dfm", pool_id=NORTH)
    assert editor.state.meaning[0].endswith("即流入各自来源的公海")
    assert "DFM：先休眠，够分后流入「华北公海」" in editor.state.meaning


def test_every_field_that_cannot_be_is_marked_and_nothing_typed_is_lost(editor: Editor) -> None:
    editor.type(threshold="0", window_days="很久")
    editor.score("quote", "-4")
    editor.score("login", "")
    editor.source("self_registered", pool_id="")
    editor.source("exhibition", pool_id=SHUT)
    assert editor.state.troubles == {}, "nobody is told off before they are done"
    typed = editor.typed
    editor.flow_in.save_flow_in_asked()
    assert editor.state.troubles == {
        "threshold": "改成 1 到 1,000,000 之间的整数",
        "window_days": "写一个整数",
        "score:quote": "改成 0 到 1,000,000 之间的整数",
        "score:login": "写一个整数",
        "source:self_registered": "先选择公海",
        "source:exhibition": "公海「试点公海」已关闭。换一个公海，或联系管理员",
    }
    assert (editor.typed, editor.saved(), len(editor.screen.pointed)) == (typed, [], 1)
    assert editor.state.meaning == ("还有字段要改，改好后这里说明它们的意思",)
    editor.type(threshold="80")
    assert "threshold" not in editor.state.troubles and len(editor.state.troubles) == 5


def test_who_has_left_or_cannot_hold_is_said_at_the_source(editor: Editor) -> None:
    editor.hear(PersonRow(CHEN, 2, "陈晓", "9" * 32, ("rep",), False, True))
    editor.type(threshold="80")
    editor.flow_in.save_flow_in_asked()
    assert list(editor.state.troubles) == ["source:self_registered"]
    assert editor.state.troubles["source:self_registered"].startswith("陈晓")
    editor.flow_in.turn_asked("self_registered")
    assert editor.screen.turn is not None
    people = {one.name: one.figures for team in editor.screen.turn.teams for one in team.candidates}
    assert people["陈晓"] == "已离职" and people["王芳"] == ""
    editor.flow_in.turn_given("self_registered", (WANG,))
    editor.flow_in.save_flow_in_asked()
    assert [each.allocations["self_registered"].person_ids for each in editor.saved()] == [(WANG,)]


def test_saved_on_a_train_it_waits_and_can_be_taken_back(editor: Editor) -> None:
    editor.desk.go_offline()
    editor.type(threshold="100")
    editor.flow_in.save_flow_in_asked()
    assert editor.saved() == [replace(RULES, threshold=100)]
    assert (editor.state.version, editor.state.label.text, editor.state.is_typed) == ("第 3 版", "待发送", False)
    assert editor.notice == "已记下：流入规则，联网后生效"
    assert editor.desk.window.notice is not None
    editor.desk.presenters.window.undo_asked(editor.desk.window.notice.undo_key)
    assert (editor.saved(), editor.typed.threshold, editor.state.version) == ([], "60", "第 2 版")


def test_what_holds_already_is_not_saved_once_more(editor: Editor) -> None:
    editor.type(threshold=" 060 ")
    editor.flow_in.save_flow_in_asked()
    assert (editor.saved(), editor.typed.threshold, editor.state.is_typed) == ([], "60", False)
    assert editor.notice == "本来就是这样，没有改变"


def test_what_comes_from_the_server_fills_the_form_but_never_over_what_is_typed(editor: Editor) -> None:
    editor.hear(told(replace(RULES, threshold=70), 3))
    assert (editor.typed.threshold, editor.state.version) == ("70", "第 3 版")
    editor.type(window_days="7")
    editor.hear(told(replace(RULES, threshold=90), 4))
    assert (editor.typed.threshold, editor.typed.window_days) == ("70", "7")
    assert editor.state.note.startswith("规则刚被改过")
    editor.flow_in.present_asked()
    assert (editor.typed.threshold, editor.typed.window_days, editor.state.note) == ("90", "14", "")


def test_kinds_and_sources_are_added_by_name_or_by_the_shops_word(editor: Editor) -> None:
    editor.flow_in.word_asked(WordOf.KIND, "order")
    editor.flow_in.word_asked(WordOf.KIND, "")
    assert editor.screen.word is WordOf.KIND
    for word, trouble in (
        (" ", "要有 1 至 64 个字"),
        ("w" * 65, "要有 1 至 64 个字"),
        ("webinar", "已经在列表里"),
        ("询价", "已经在列表里"),
    ):
        editor.flow_in.word_given(WordOf.KIND, word)
        assert (editor.screen.trouble, editor.screen.words_closed) == (trouble, 0)
    editor.flow_in.word_given(WordOf.KIND, " 咨询 ")
    editor.flow_in.word_given(WordOf.SOURCE, "partner")
    assert editor.screen.words_closed == 2
    assert [each.kind for each in editor.typed.scores][-2:] == ["order", "consult"]
    assert editor.typed.sources[-1].source == "partner"
    editor.flow_in.save_flow_in_asked()
    assert editor.state.troubles["score:order"] == "写一个整数" and editor.screen.pointed == ["score:order"]
    assert editor.state.troubles["source:partner"] == "先选择公海"


def test_an_unknown_kind_is_kept_as_it_is_and_a_removed_one_scores_no_more(editor: Editor) -> None:
    editor.type(scores=tuple(each for each in editor.typed.scores if each.kind != "login"))
    editor.flow_in.save_flow_in_asked()
    assert [dict(rules.scores) for rules in editor.saved()] == [{"upload": 40, "quote": 40, "webinar": 10}]


def test_what_the_server_refused_is_told_in_words_and_stands_in_the_form_again(editor: Editor) -> None:
    editor.type(threshold="100")
    editor.flow_in.save_flow_in_asked()
    settle(editor.desk, asked(editor.desk), "save_flow_in", Reason.POOL_CLOSED, pool_id=SOUTH)
    assert editor.notice == "流入规则：公海「华南公海」已关闭"
    assert editor.typed.threshold == "60"
    centre = editor.desk.presenters.sync_centre
    (line,) = editor.desk.sync_centre.ids
    centre.sync_rows_asked(editor.desk.sync_centre.ids)
    row = [plain(cell) for cell in editor.desk.sync_centre.rows[line].cells]
    assert row[:4] == ["被拒绝", "保存流入规则", "流入规则", "公海「华南公海」已关闭"]
    centre.details_asked(line)
    details = editor.desk.sync_centre.details
    assert details is not None
    assert [step.key for step in details.steps] == [Step.DISMISS, Step.SHOW_FLOW_IN]
    assert any(fact.value.startswith("14 天内：") and "自主注册：轮流给" in fact.value for fact in details.facts)
    centre.step_asked(line, Step.SHOW_FLOW_IN)
    assert (editor.typed.threshold, editor.screen.opened, editor.desk.window.page) == ("100", 1, Page.POOLS)


def test_rules_of_a_newer_server_that_cannot_be_read_are_said_to_be_so(tmp_path: Path) -> None:
    editor = enter(tmp_path, rows=(FlowInRow(THE_FLOW_IN, 9, {"threshold": "many"}),))
    assert editor.screen.broken.startswith("这版规则由更新的服务器保存") and editor.screen.form is None


def test_in_english_it_is_said_in_whole_sentences(editor: Editor) -> None:
    words.speak(Language.ENGLISH)
    editor.flow_in.refresh()
    editor.score("webinar", "1")
    editor.score("cart", "60")
    editor.type(window_days="1")
    demand, first, *_ = editor.state.meaning
    together = "“Gerber upload” (40 points) and “Quote request” (40 points)"
    alone = "Within 1 day: “Put into the cart” (60 points)"
    assert demand == f"{alone}, or else {together}, is enough to flow into “华南公海”"
    assert first == "Self-registered: in turn to 王芳, 陈晓, into “华南公海” when no place is free"
