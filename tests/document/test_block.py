from halfsky.document import block
from halfsky.document.block import Column, Figure, Heading, Note, PageBreak, Paragraph, Row, Table, Title
from halfsky.method.wording.piece import Field, plain, sentence

WORD = sentence("甲")
ONE = (Field("k", "1"),)


def test_every_sentence_of_a_document_is_found_in_reading_order():
    blocks = [
        Title((sentence("题"),)),
        Heading(1, sentence("头")),
        Paragraph(sentence("段")),
        Table(sentence("表"), (Column(sentence("列")),), (Row((ONE,)),), note=sentence("注")),
        Figure(b"", sentence("图"), "alt", 1, 1),
        Note(sentence("尾")),
        PageBreak(),
    ]
    assert "".join(plain(one) for one in block.sentences(blocks)) == "题头段表列1注图尾"
    assert block.fields(blocks) == (Field("k", "1"),)


def test_a_table_of_no_more_than_a_third_of_a_page_is_kept_whole():
    assert Table(WORD, (), (Row((ONE,)),) * 8).whole
    assert not Table(WORD, (), (Row((ONE,)),) * 9).whole
    assert not Table(WORD, (), (Row((ONE,)),) * 8, WORD, sentence("注" * 60)).whole
    columns = (Column(WORD, "left", 3.0), Column(WORD, "left", 1.0))
    tall = Row((sentence("长" * 60), ONE))
    assert Table(WORD, columns, (tall,) * 5).lines == 10 and not Table(WORD, columns, (tall,) * 7).whole
