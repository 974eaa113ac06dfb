"""Taking a plan in by the pages: upload, read beside the document, correct, adopt; and what is refused, in words."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import unescape
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client, override_settings

from halfsky.office.plan.models import Plan, Target
from halfsky.office.plan.selectors.draft import draft_view
from halfsky.office.trail.models import Entry

PLAN = """青川县妇女发展“十四五”规划

为促进妇女发展，依据《中国妇女发展纲要（2021—2030年）》，制定本规划。规划期为2021—2025年。

一、发展领域、主要目标和策略措施

（一）妇女与健康

主要目标：

1.孕产妇死亡率下降到12/10万以内。城乡差距缩小<b>。

2.妇女宫颈癌筛查率达到70%以上。

策略措施：

1.完善妇女健康服务体系，加强妇幼保健机构建设。

（二）妇女与教育

主要目标：

1.高中阶段毛入学率达到95%以上。

策略措施：

1.保障女童平等接受义务教育的权利。
"""


def upload(client: Client, data: bytes, name: str = "规划.txt"):
    return client.post("/plan/intake/", {"file": SimpleUploadedFile(name, data)})


@pytest.fixture
def draft(bare_office: Path, as_role: Callable[..., Client]) -> tuple[Client, Plan]:
    client = as_role("officer")
    answer = upload(client, PLAN.encode())
    assert answer.status_code == 302, answer.content.decode()
    return client, Plan.objects.get()


def page_of(client: Client, plan: Plan) -> str:
    answer = client.get(f"/plan/intake/{plan.pk}/")
    assert answer.status_code == 200
    return answer.content.decode()


def test_every_piece_links_to_its_sentence_and_back(draft: tuple[Client, Plan]) -> None:
    client, plan = draft
    text = page_of(client, plan)
    targets = list(Target.objects.all())
    assert len(targets) == 3
    for target in targets:
        assert f'href="#s-t-{target.pk}"' in text and f'id="s-t-{target.pk}"' in text
        assert f'href="#t-{target.pk}"' in text and f'id="t-{target.pk}"' in text


def test_the_document_is_shown_whole_and_escaped(draft: tuple[Client, Plan]) -> None:
    client, plan = draft
    view = draft_view(plan.pk, "zh")
    assert view is not None
    whole = "".join(piece.text for piece in view.pieces)
    text = page_of(client, plan)
    shown = re.search(r'<pre lang="zh-CN">(.*?)</pre>', text, re.S)
    assert shown is not None and "<b>" not in shown.group(1)
    assert unescape(re.sub(r"<[^>]+>", "", shown.group(1))) == whole
    assert "差距缩小<b>" in whole


def test_a_target_is_confirmed_corrected_dropped_and_added(draft: tuple[Client, Plan]) -> None:
    client, plan = draft
    first, second, third = Target.objects.order_by("pk")

    def act(target: Target, **words: object) -> None:
        plan.refresh_from_db()
        address = f"/plan/intake/{plan.pk}/targets/{target.pk}/"
        answer = client.post(address, {"token": plan.token, **words})
        assert answer.status_code == 302 and answer.headers["Location"].endswith(f"#t-{target.pk}")

    act(first, act="confirm")
    act(second, act="correct", operator=">=", value="75.5", unit="%", year="2025", goal=second.goal_id)
    act(third, act="drop")
    plan.refresh_from_db()
    answer = client.post(f"/plan/intake/{plan.pk}/targets/", {
        "token": plan.token, "domain": "1:1", "operator": "hold>=", "value": "99", "unit": "%", "year": "2025",
        "quote": "巩固义务教育成果",
    })
    assert answer.status_code == 302
    states = dict(Target.objects.values_list("pk", "state"))
    assert [states[t.pk] for t in (first, second, third)] == ["confirmed", "corrected", "dropped"]
    added = Target.objects.get(state="added")
    assert (added.operator, added.unit, added.goal and added.goal.no) == ("hold>=", "%", 1)
    second.refresh_from_db()
    assert str(second.value) == "75.500000"
    acts = list(Entry.objects.filter(action__startswith="plan.target").values_list("action", flat=True))
    assert sorted(acts) == ["plan.target.add", "plan.target.confirm", "plan.target.correct", "plan.target.drop"]


def test_of_two_people_the_later_one_is_told_and_keeps_what_was_typed(draft: tuple[Client, Plan]) -> None:
    client, plan = draft
    first, second, _ = Target.objects.order_by("pk")
    old = plan.token
    client.post(f"/plan/intake/{plan.pk}/targets/{first.pk}/", {"token": old, "act": "confirm"})
    answer = client.post(f"/plan/intake/{plan.pk}/targets/{second.pk}/", {
        "token": old, "act": "correct", "operator": ">=", "value": "88.8", "unit": "%", "year": "2025",
        "goal": second.goal_id,
    })
    text = answer.content.decode()
    assert answer.status_code == 409 and "别人改过这份规划" in text and 'value="88.8"' in text
    second.refresh_from_db()
    assert second.state == "read"
    plan.refresh_from_db()
    assert f'name="token" value="{plan.token}"' in text


@pytest.mark.parametrize(("field", "value", "said"), [
    ("value", "很多", "不是数字"), ("value", "1e400", "不是数字"), ("year", "1999", "不在规划期"),
    ("year", "１２", "不在规划期"), ("operator", "<script>", "不是可用的比较方式"), ("goal", "999999", "重新选择"),
])
def test_what_cannot_be_a_target_is_refused_in_words(
    field: str, value: str, said: str, draft: tuple[Client, Plan]
) -> None:
    client, plan = draft
    target = Target.objects.order_by("pk").first()
    assert target is not None
    words = {"token": plan.token, "act": "correct", "operator": ">=", "value": "90", "unit": "%", "year": "2025",
             "goal": target.goal_id, field: value}
    answer = client.post(f"/plan/intake/{plan.pk}/targets/{target.pk}/", words)
    text = answer.content.decode()
    assert answer.status_code == 409 and said in text and "<script>" not in text


def test_adoption_needs_the_tick_and_then_the_plan_is_shown(draft: tuple[Client, Plan]) -> None:
    client, plan = draft
    answer = client.post(f"/plan/intake/{plan.pk}/adopt/", {"token": plan.token})
    assert answer.status_code == 409 and "请先勾选" in answer.content.decode()
    assert Plan.objects.get().status == "draft"
    answer = client.post(f"/plan/intake/{plan.pk}/adopt/", {"token": plan.token, "sure": "yes"}, follow=True)
    assert answer.redirect_chain[-1][0] == "/plan/" and "青川县妇女发展" in answer.content.decode()
    assert Plan.objects.get().status == "adopted"
    again = client.post(f"/plan/intake/{plan.pk}/adopt/", {"token": plan.token, "sure": "yes"})
    assert again.status_code == 409
    assert "去采用" not in page_of(client, plan)


def test_a_second_reading_keeps_what_was_confirmed(draft: tuple[Client, Plan]) -> None:
    client, plan = draft
    first = Target.objects.order_by("pk").first()
    assert first is not None
    client.post(f"/plan/intake/{plan.pk}/targets/{first.pk}/", {"token": plan.token, "act": "confirm"})
    assert client.post(f"/plan/intake/{plan.pk}/reread/").status_code == 302
    assert Target.objects.count() == 3 and Target.objects.get(pk=first.pk).state == "confirmed"


@pytest.mark.parametrize(("name", "data"), [
    ("空.txt", b""), ("空白.txt", b" \n\n"), ("不是.docx", b"MZ" + bytes(500)), ("乱.pdf", b"%PDF-1.7 nothing"),
    ("菜谱.txt", "红烧肉：五花肉500克，冰糖30克。先焯水，再小火慢炖。".encode() * 20),
    ("../../etc/passwd", b"root:x:0:0"), ("程序.exe", b"MZ"),
])
def test_what_is_no_plan_is_refused_with_its_own_words(
    name: str, data: bytes, bare_office: Path, as_role: Callable[..., Client]
) -> None:
    answer = upload(as_role("officer"), data, name)
    text = answer.content.decode()
    assert answer.status_code == 422 and 'class="errsum"' in text and "Traceback" not in text
    assert not Plan.objects.exists()
    assert not list((bare_office / "incoming").glob("*"))


def test_a_file_over_the_cap_is_refused_before_it_is_opened(bare_office: Path, as_role: Callable[..., Client]) -> None:
    with override_settings(UPLOAD_LIMIT=1024):
        answer = upload(as_role("officer"), b"x" * 2048)
    assert answer.status_code == 422 and "上限" in answer.content.decode()


def test_no_file_chosen_is_said(bare_office: Path, as_role: Callable[..., Client]) -> None:
    answer = as_role("officer").post("/plan/intake/", {})
    assert answer.status_code == 422 and "还没有选择文件" in answer.content.decode()
