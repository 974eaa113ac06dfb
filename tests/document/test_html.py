from halfsky.document import html
from halfsky.document.block import Column, Contents, Figure, Heading, Meta, Paragraph, Row, Table
from halfsky.method.wording.piece import Field, sentence

BLOCKS = [
    Heading(1, sentence("总体<情况>")),
    Paragraph((Field("all:goals:rate", "62.69%"),)),
    Table(
        sentence("表"), (Column(sentence("领域")), Column(sentence("数"), "right")),
        (Row((sentence("组"),), "group"), Row((sentence("健康"), (Field("k", "1"),)))), note=sentence("注"),
    ),
    Figure(b"<svg/>", sentence("图"), "一句话", 1, 1),
]  # fmt: skip


def test_a_field_carries_its_key_and_text_is_escaped():
    told = html.render(BLOCKS, Meta("题", demo=True))
    assert '<data class="figure" value="all:goals:rate">62.69%</data>' in told
    assert '<h2 id="h-总体&lt;情况&gt;">一、总体&lt;情况&gt;</h2>' in told
    assert "演示数据，不代表实际情况" in told


def test_a_table_has_scopes_and_a_figure_its_alternative():
    told = html.render(BLOCKS, Meta("题"))
    assert '<th scope="col" class="r">数</th>' in told
    assert '<th scope="row">健康</th>' in told
    assert 'alt="一句话"' in told
    noted = html.render([Figure(b"<svg/>", sentence("趋势"), "一句话", 100, 50, note=sentence("注：虚线为目标值。"))], Meta("题"))
    assert '</figcaption></figure><p class="note">注：虚线为目标值。</p>' in noted
    assert "style=" not in told


def test_a_page_stands_alone():
    told = html.page([Contents(2), Heading(1, sentence("总体"), key="all"), *BLOCKS[1:]], Meta("题<1>", demo=True, release="2024-1 ab")).decode()
    assert told.startswith("<!doctype html>")
    assert "<title>题&lt;1&gt;</title>" in told
    assert '<a href="#h-all">一、总体</a>' in told and 'id="h-all"' in told
    assert "<script" not in told and 'src="http' not in told and "@import" not in told


def test_a_figure_says_where_it_is_from_when_it_is_pointed_at():
    said = {"track:x:value": 'A <"b">'}
    assert b"title=" not in html.page(BLOCKS, Meta("题"))
    pieces = Paragraph(sentence(Field("track:x:value", "1"), Field("release:year", "2024")))
    page = html.page([pieces], Meta("题"), lambda field: said.get(field.key, "")).decode()
    assert '<data class="figure" value="track:x:value" title="A &lt;&quot;b&quot;&gt;">1</data>' in page
    assert '<data class="figure" value="release:year">2024</data>' in page
