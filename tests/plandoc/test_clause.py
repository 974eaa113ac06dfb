"""Clauses know where their words stand; phrases end at commas outside brackets and numbers."""

from halfsky.plandoc.clause import clause_of, phrases


def test_a_clause_over_two_lines_quotes_without_white_space() -> None:
    text = "到 2025 年达到\n ９５％ 以上。"
    clause = clause_of(text, [(0, 11), (11, len(text))])
    assert clause.text == "到2025年达到95%以上。"
    assert clause.quote(8, 13) == "９５％以上"
    start, end = clause.span(8, 13)
    assert text[start:end] == "９５％ 以上"


def test_signs_that_nobody_sees_are_white_space() -> None:
    text = "达到\u200b95\ufeff%以上"
    assert clause_of(text, [(0, len(text))]).text == "达到95%以上"
    assert clause_of("95%¹以上2m²", [(0, 9)]).text == "95%以上2m²"


def test_phrases() -> None:
    words = "培训2,600名，其中（城镇，农村）各半；达到95%。“一，二”完成"
    clause = clause_of(words, [(0, len(words))])
    assert [clause.quote(p.start, p.end) for p in phrases(clause)] == [
        "培训2,600名", "其中（城镇，农村）各半", "达到95%", "“一，二”完成"]
    assert [p.sentence for p in phrases(clause)] == [0, 0, 1, 2]


def test_a_bracket_that_never_closes_is_let_go() -> None:
    words = "（" + "字" * 130 + "，甲，乙"
    assert len(list(phrases(clause_of(words, [(0, len(words))])))) == 3


def test_a_dash_between_words_parts_phrases() -> None:
    text = "提高水平——覆盖率达到90%，建成8——10个中心"
    clause = clause_of(text, [(0, len(text))])
    assert [text[phrase.start:phrase.end] for phrase in phrases(clause)] == ["提高水平", "覆盖率达到90%", "建成8——10个中心"]
