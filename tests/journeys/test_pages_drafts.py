"""Drafts on their pages: begun, edited, refused, remarked on, compared, approved, published, revised, corrected."""

from __future__ import annotations

import re
from html import unescape

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from halfsky.document.block import Figure, Table
from halfsky.office.publishing.models import Draft, DraftComment, Edition
from halfsky.office.publishing.pool import pool_of
from halfsky.office.publishing.text import text_of
from halfsky.upkeep.worker import work
from tests.office.issued import begun, unfiled
from tests.office.test_drafts import anchor_of
from tests.office.test_editions import revise

HERE = "/documents/drafts/1/"


def text(answer) -> str:
    return answer.content.decode()


@pytest.fixture
def officer(drafted_county, as_role):
    return as_role("officer")


def lead() -> tuple[int, str]:
    draft = Draft.objects.get(pk=1)
    anchor = anchor_of(draft, "达标率为")
    pool = pool_of(text_of(draft), anchor)
    assert pool is not None
    return anchor, pool[0]


def save(client, words: str, what: str = "edit", **more):
    anchor, _marked = lead()
    return client.post(f"{HERE}save/", {"what": what, "anchor": anchor, "version": Draft.objects.get(pk=1).newest, "text": words, **more})


def act(client, name: str, **more):
    return client.post(f"{HERE}act/", {"act": name, "token": Draft.objects.get(pk=1).matter.token, **more})


def test_the_text_is_shown_with_every_figure_and_where_it_is_from(officer):
    page = text(officer.get(HERE))
    assert "改" in page and 'title="监测结果，2024年，发布版 2024-1' in page
    assert re.search(r'title="(?!监测结果)[^"，]+，2024年，发布版 2024-1（[0-9a-f]{12}），(签发|冻结)：', page)
    anchor, marked = lead()
    form = text(officer.get(f"{HERE}?edit={anchor}"))
    assert marked in form and "可用数字" in form and 'data-n="1"' in form and "draft.js" in form
    assert "达标率为" in text(officer.get(f"{HERE}?add={anchor}")) and 'value="add"' in text(officer.get(f"{HERE}?add={anchor}"))


def test_words_are_saved_a_typed_figure_is_refused_and_kept_on_the_page(officer):
    anchor, marked = lead()
    answer = save(officer, "总的看，进展平稳。" + marked)
    assert answer.headers["Location"] == f"{HERE}#b{anchor}" and "总的看，进展平稳。" in text(officer.get(HERE))
    refused = save(officer, "达标率百分之六十，另有12人。")
    page = text(refused)
    assert refused.status_code == 422 and "直接敲进去的数" in page and "另有12人。" in page and Draft.objects.get(pk=1).newest == 2


def test_a_paragraph_is_made_a_heading_on_the_page_and_the_difference_says_so(officer):
    anchor = anchor_of(Draft.objects.get(pk=1), "主要目标按定量")

    def put(words: str, shape: str):
        version = Draft.objects.get(pk=1).newest
        return officer.post(f"{HERE}save/", {"what": "edit", "anchor": anchor, "version": version, "text": words, "shape": shape})

    form = text(officer.get(f"{HERE}?edit={anchor}"))
    assert 'value="h2"' in form and 'value="h3"' not in form and 'value="body" selected' in form
    put("跟踪的办法", "h2")
    assert re.search(r'<h3 class="draft-h2"[^>]*>（一）', text(officer.get(HERE)))
    assert "正文 → 二级标题" in text(officer.get(f"{HERE}versions/?from=1&to=2"))
    assert 'value="item" selected' in text(put("12人", "item"))
    put("跟踪的办法", "item")
    assert "改样式" in text(officer.get(f"{HERE}versions/")) and 'class="draft-item" lang="zh-CN"' in text(officer.get(HERE))
    lead_anchor, _marked = lead()
    assert 'name="shape"' not in text(officer.get(f"{HERE}?edit={lead_anchor}"))


def test_a_caption_is_edited_at_its_table(officer):
    held = next(one for one in text_of(Draft.objects.get(pk=1)).held if isinstance(one.block, Table))
    form = text(officer.get(f"{HERE}?edit={held.anchor}"))
    assert "表题" in form and "删去整张表" in form and 'name="shape"' not in form and "改表题" in form
    pool = pool_of(text_of(Draft.objects.get(pk=1)), held.anchor)
    assert pool is not None
    saved = officer.post(f"{HERE}save/", {"what": "edit", "anchor": held.anchor, "version": 1, "text": "本县" + pool[0]})
    assert saved.status_code == 302 and "本县" in text(officer.get(HERE))


def test_a_conflict_shows_both_texts(officer, as_role):
    _anchor, marked = lead()
    save(officer, "甲的话。" + marked)
    answer = save(as_role("statistician"), "乙的话。" + marked, version=1)
    page = text(answer)
    assert answer.status_code == 409 and "甲的话。" in page and "乙的话。" in page and 'name="version" value="2"' in page
    mine = unescape(re.search(r"<textarea[^>]*>([^<]*)</textarea>", page)[1])
    assert mine == "乙的话。" + marked, "saving once more saves one's own words"
    assert save(as_role("statistician"), mine).status_code == 302 and "乙的话。" in text(officer.get(HERE))


def test_the_address_of_a_form_opened_without_it_leads_to_the_draft(officer):
    for name in ("save", "comment", "act", "take"):
        answer = officer.get(f"{HERE}{name}/")
        assert (answer.status_code, answer.headers["Location"]) == (302, HERE)
    anchor, _marked = lead()
    form = text(officer.get(f"{HERE}?edit={anchor}"))
    assert f'{HERE}save/#b{anchor}"' in form and f'data-kept="1.1.edit.{anchor}"' in form


def test_a_block_is_added_taken_out_and_brought_back(officer):
    save(officer, "本地另有做法。", "add")
    assert "本地另有做法。" in text(officer.get(HERE))
    save(officer, "", "remove")
    assert Draft.objects.get(pk=1).newest == 3
    officer.post(f"{HERE}save/", {"what": "back", "to": 1, "version": 3})
    page = text(officer.get(f"{HERE}versions/?from=1&to=2"))
    assert "本地另有做法。" in page and "<ins>" in page and "回到旧版" in page
    assert officer.get(f"{HERE}versions/?from=1&to=99").status_code == 404
    assert officer.post(f"{HERE}save/", {"what": "nonsense"}).status_code == 404


def test_a_block_is_moved_by_its_buttons(officer):
    anchor, _marked = lead()
    assert save(officer, "", "down").headers["Location"] == f"{HERE}#b{anchor}"
    assert save(officer, "", "up", version=1).status_code == 422 and Draft.objects.get(pk=1).newest == 2
    assert 'value="up"' in text(officer.get(HERE)) and "移动" in text(officer.get(f"{HERE}versions/"))


def test_the_difference_marks_figures_apart(officer):
    _anchor, marked = lead()
    save(officer, marked.replace("⟦2⟧", "").replace("规划确定的", "规划所定的"))
    page = text(officer.get(f"{HERE}versions/"))
    assert re.search(r'<del class="fig">\d+</del>', page) and "<ins>所</ins>" in page


def test_remarks_warn_and_the_leader_decides(officer, as_role):
    leader = as_role("leader")
    anchor, _marked = lead()
    leader.post(f"{HERE}comment/", {"anchor": anchor, "what": "say", "text": "请核对这一段"})
    page = text(officer.get(HERE))
    assert "请核对这一段" in page and "未办结 1 条" in page and 'name="despite"' in page
    assert act(officer, "put_forward").status_code == 409
    officer.post(f"{HERE}comment/", {"what": "settle", "comment": DraftComment.objects.get().pk})
    officer.post(f"{HERE}comment/", {"what": "reopen", "comment": DraftComment.objects.get().pk})
    assert officer.post(f"{HERE}comment/", {"what": "say", "anchor": anchor, "text": " "}).status_code == 422
    act(officer, "put_forward", despite="yes")
    assert act(officer, "approve").status_code == 409 and 'value="approve"' in text(leader.get(HERE))
    assert act(leader, "object_to").status_code == 409
    act(leader, "object_to", comment="请重写")
    page = text(officer.get(HERE))
    assert "领导小组不同意：请重写" in page and 'href="#h-a"' in page
    act(officer, "redraft")
    assert Draft.objects.get(pk=1).matter.state == "draft"


def test_an_approved_draft_is_published_by_the_worker_and_listed(officer, as_role):
    act(officer, "put_forward")
    act(as_role("leader"), "approve")
    page = text(officer.get(HERE))
    assert 'name="issued_on"' in page and "?edit=" not in page
    assert act(as_role("leader"), "publish", issued_on="2099-01-01").status_code == 404
    assert act(officer, "publish", issued_on="soon").status_code == 422
    from django.utils import timezone

    act(officer, "publish", issued_on=f"{timezone.localdate():%Y-%m-%d}")
    assert "后台正在印发" in text(officer.get(HERE)) and not Edition.objects.exists()
    work(once=True)
    edition = Edition.objects.get()
    for address in (HERE, "/documents/drafts/"):
        assert '<span class="tag">已印发</span>' in officer.get(address).content.decode()
    city = as_role("city")
    for address in ("/documents/archive/", "/documents/"):
        assert edition.number in text(city.get(address))
    assert city.get(f"/documents/{edition.pk}.pdf").status_code == 200 and edition.number in text(officer.get(HERE))


def test_a_revision_is_offered_to_the_draft_and_to_a_correction(officer, as_role, tmp_path):
    _anchor, marked = lead()
    save(officer, "总的看，进展平稳。" + marked)
    revise(tmp_path)
    assert "已有新的发布版 2024-2" in text(officer.get(HERE))
    page = text(officer.get(f"{HERE}revision/"))
    assert "12.34%" in page and "全部采用" in page and "更正普及率" in page
    name = re.findall(r'value="take:([^"]+)"', page)[0]
    kept = re.findall(r'value="keep:([^"]+)"', page)[-1]
    officer.post(f"{HERE}take/", {"version": 2, "one": f"keep:{kept}"})
    officer.post(f"{HERE}take/", {"version": 2, "one": f"take:{name}"})
    assert officer.post(f"{HERE}take/", {"version": 2, "one": f"take:{name}"}).status_code == 409
    officer.post(f"{HERE}take/", {"version": 3, "what": "all"})
    assert "没有修订" in text(officer.get(f"{HERE}revision/")) and "总的看，进展平稳。" in text(officer.get(HERE))


def test_a_corrected_edition_is_begun_on_the_page_of_the_old_one(county, as_role, tmp_path):
    old, client = unfiled(), as_role("officer")
    revise(tmp_path)
    assert "起草更正版" in text(client.get(f"/documents/{old.pk}/revision/")) and "起草更正版" not in text(as_role("leader").get(f"/documents/{old.pk}/revision/"))
    answer = client.post(f"/documents/{old.pk}/correct/")
    assert answer.headers["Location"] == "/documents/drafts/2/revision/" and "全部采用" in text(client.get("/documents/drafts/2/revision/"))
    assert client.post(f"/documents/{old.pk}/correct/").headers["Location"] == "/documents/archive/"
    assert f"更正 {old.number}" in text(client.get("/documents/drafts/"))


def test_the_draft_is_printed_and_its_drawings_are_served(officer):
    answer = officer.get(f"{HERE}draft.pdf")
    assert b"".join(answer.streaming_content)[:4] == b"%PDF" and "draft-1.pdf" in answer.headers["Content-Disposition"]
    assert officer.get(f"{HERE}draft.exe").status_code == 404
    key = next(one.key for one in text_of(Draft.objects.get(pk=1)).blocks if isinstance(one, Figure))
    assert b"<svg" in officer.get(f"{HERE}charts/{key}.svg").content and officer.get(f"{HERE}charts/{'f' * 64}.svg").status_code == 404


def test_a_draft_is_begun_on_the_page(officer):
    answer = officer.post("/documents/drafts/start/", {"kind": "leader", "year": "2024", "lang": "zh"})
    assert answer.headers["Location"] == "/documents/drafts/2/", text(answer)
    assert Draft.objects.get(pk=2).kind == "leader" and officer.get("/documents/drafts/2/").status_code == 200


def test_a_second_draft_of_the_same_report_is_refused_in_words(officer):
    answer = officer.post("/documents/drafts/start/", {"kind": "annual", "year": "2024", "lang": "zh"})
    assert answer.status_code == 422 and "已有第 1 号草稿" in text(answer)
    assert officer.post("/documents/drafts/start/", {"kind": "nonsense", "year": "2024"}).status_code == 422


def test_the_pages_ask_few_questions(officer):
    begun("leader")
    anchor, _marked = lead()
    for address in ("/documents/drafts/", HERE, f"{HERE}?edit={anchor}", f"{HERE}versions/", f"{HERE}revision/", "/documents/archive/"):
        officer.get(address)
        with CaptureQueriesContext(connection) as asked:
            officer.get(address)
        assert len(asked) <= 12, (address, len(asked), [one["sql"][:90] for one in asked])


def test_in_english(officer):
    officer.post("/language/", {"language": "en", "next": "/"})
    page = text(officer.get(HERE))
    assert "Comments" in page and "Put before the leading group" in page
