"""Whether a company is known, asked over real HTTP."""

from sync.protocol.known import MOST_ASKED, AskKnown, Company, ToldKnown
from sync.protocol.messages import ProblemCode
from tests.server.http.conftest import Served, problem


def test_a_company_is_asked_about_and_its_like_is_told(served: Served) -> None:
    chen = served.speaker("chen")
    told = chen.ask("known", AskKnown((Company("没有这家公司"),)), ToldKnown)
    assert [each.known for each in told.answers] == ["unknown"] and told.near == () and told.server_time > 0
    like = chen.ask("known", AskKnown((Company("电子"),)), ToldKnown)
    assert 0 < len(like.near) <= 10 and all(each.known != "unknown" and each.name for each in like.near)
    again = chen.ask("known", AskKnown((Company(like.near[0].name),)), ToldKnown)
    assert again.answers[0].customer_id == like.near[0].customer_id and again.answers[0].by == "name"


def test_several_are_answered_in_their_order_and_too_many_refused(served: Served) -> None:
    chen = served.speaker("chen")
    known = chen.ask("known", AskKnown((Company("电子"),)), ToldKnown).near[0]
    told = chen.ask("known", AskKnown((Company("没有这家公司"), Company(known.name))), ToldKnown)
    assert [each.known for each in told.answers] == ["unknown", known.known] and told.near == ()
    many = chen.say("known", AskKnown((Company("甲"),) * (MOST_ASKED + 1)))
    assert problem(many) == (413, ProblemCode.TOO_LARGE)


def test_what_no_company_is_called_is_malformed(served: Served) -> None:
    chen = served.speaker("chen")
    for text in ("甲\x00", "长" * 401):
        assert problem(chen.say("known", AskKnown((Company(text),)))) == (422, ProblemCode.MALFORMED)


def test_only_who_is_signed_in_may_ask(served: Served) -> None:
    assert problem(served.speaker().say("known", AskKnown(())))[0] == 401
