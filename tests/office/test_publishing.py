"""The annual report: written once a run, both files open, every number in it drawn from the run."""

from __future__ import annotations

import re
from pathlib import Path

import docx
import pypdfium2
import pytest

from halfsky.document import annual as annual_form
from halfsky.document.block import DEMO_MARK, DRAFT_MARK, Figure
from halfsky.office.files.selectors import content_path
from halfsky.office.monitoring.models import Run, Tally
from halfsky.office.monitoring.services.run import result_of
from halfsky.office.publishing.compose import ReportRefused, composed, newest_run
from halfsky.office.publishing.models import Chart, Edition
from halfsky.office.publishing.printing import files_of, lay_out, printed
from halfsky.office.publishing.selectors import edition_content, editions
from halfsky.office.publishing.services import charts
from halfsky.office.publishing.services import editions as editing
from halfsky.office.trail.models import Entry
from halfsky.office.trail.selectors import verify
from tests.cast import MORNING, said
from tests.office.issued import approved, begun, issued
from tests.office_story import living_in


@pytest.fixture(scope="module")
def published(county_home, tmp_path_factory, django_db_blocker):
    """A county with its report written, for tests that only look."""
    with django_db_blocker.unblock(), living_in(county_home, tmp_path_factory.mktemp("published") / "home"):
        yield issued()


def stored(edition: Edition, form: str):
    return edition.files.get(form=form).file


def digests_of(edition: Edition) -> dict[str, str]:
    return {row.form: row.file.digest for row in edition.files.select_related("file")}


def words_of(edition: Edition) -> str:
    document = docx.Document(str(content_path(stored(edition, "docx"))))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    edges = [part.text for section in document.sections for edge in (section.header, section.footer) for part in edge.paragraphs]
    return "\n".join([paragraph.text for paragraph in document.paragraphs] + cells + edges)


def test_both_files_open_and_say_the_attainment(published):
    tally = Tally.objects.get(run=published.run, domain="", scope="goals", year=2024)
    words = words_of(published)
    with pypdfium2.PdfDocument(content_path(stored(published, "pdf"))) as pdf:
        assert len(pdf) >= 2
        page_words = "".join(page.get_textpage().get_text_range() for page in pdf)
    for text in (words, page_words):
        assert f"{tally.rate:.2f}%" in text.replace("\r\n", "").replace(" ", "") or f"{tally.rate:.1f}%" in text
        assert DEMO_MARK["zh"] in text  # invented figures are marked wherever they show
    assert str(tally.monitorable) in words


def test_it_is_listed_and_in_the_trail(published):
    assert [edition.pk for edition in editions()] == [published.pk] and verify().ok
    assert Entry.objects.filter(action="publishing.annual", about=f"edition:{published.pk}").count() == 1


def test_the_same_run_gives_the_same_bytes(published, county_home, tmp_path, django_db_blocker):
    digests = digests_of(published)
    with living_in(county_home, tmp_path / "home"):
        assert digests_of(issued()) == digests


def test_it_is_laid_out_under_its_own_names(published, tmp_path):
    paths = lay_out(files_of(published), tmp_path / "out")
    assert [path.name for path in paths] == ["annual-report-2024.docx", "annual-report-2024.pdf", "annual-report-2024.html"]
    assert all(path.read_bytes()[:4] in (b"PK\x03\x04", b"%PDF", b"<!do") for path in paths)
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == sorted(path.name for path in paths)


def test_a_printed_report_is_no_edition_and_says_so_on_every_page(published):
    count = Entry.objects.count(), Edition.objects.count()
    files = printed("annual", published.run, "zh")
    assert files == printed("annual", published.run, "zh"), "the same run gives the same bytes"
    assert (Entry.objects.count(), Edition.objects.count()) == count
    with pypdfium2.PdfDocument(files["annual-report-2024.pdf"]) as pdf:
        pages = [page.get_textpage().get_text_range() for page in pdf]
    assert all(DRAFT_MARK["zh"] in words and DEMO_MARK["zh"] in words for words in pages)
    assert "〔2025〕" not in "".join(pages) and DRAFT_MARK["zh"] in files["annual-report-2024.html"].decode()
    assert DRAFT_MARK["zh"] not in words_of(published) and "妇儿工委办〔2025〕1号" in words_of(published)


@pytest.mark.parametrize("kind", ["leader", "domain:health", "body:health_bureau"])
def test_a_short_paper_is_composed_without_its_drawings(published, kind):
    blocks = composed(kind, published.run, "zh", draw=False).blocks
    assert all(one.svg == b"" for one in blocks if isinstance(one, Figure)) and len(blocks) > 3


@pytest.mark.parametrize("form", ["docx", "pdf", "html"])
def test_it_can_be_fetched_by_its_number(published, form):
    content = edition_content(published.pk, form)
    assert content is not None and content.name.endswith(f".{form}") and Path(content.path).is_file()
    assert edition_content(9999, form) is None


def numbers_in(value: object) -> set[str]:
    """Every number of a run's result, written in the ways a report may write it."""
    if isinstance(value, dict):
        return set().union(*(numbers_in(part) for part in value.values()), *(numbers_in(key) for key in value))
    if isinstance(value, list):
        return set().union(*(numbers_in(part) for part in value), set())
    return set(re.findall(r"\d+(?:\.\d+)?", str(value)))


def test_every_count_of_goals_in_the_words_is_a_count_of_the_run(published):
    counts = result_of(published.run)
    known = {int(float(text)) for text in numbers_in([counts["all"], [domain["goals"] for domain in counts["domains"]],
                                                      [domain["indicators"] for domain in counts["domains"]]])}
    totals = {sum(domain["goals"][state] for state in domain["goals"] if state not in ("rate", "monitorable"))
              for domain in [*counts["domains"], counts["all"]]}
    met = {domain["goals"]["met"] + domain["goals"]["met_early"] for domain in [*counts["domains"], counts["all"]]}
    told = {int(text) for text in re.findall(r"(\d+)\s*项目标", words_of(published))}
    assert told and told <= known | totals | met


def test_a_changed_count_shows_in_the_report(published):
    """The report draws its numbers from the run: another result gives another report."""
    from halfsky.office.release.shelf import figures_of, framework_of

    result = result_of(published.run)
    framework, figures = framework_of(published.run.release), figures_of(published.run.release)

    def written(changed: dict) -> str:
        return repr(annual_form.annual_report(changed, framework, figures, "zh", previous=changed.get("previous"),
                                              issued=published.run.release.frozen_at.date(), drawn={}))

    other = {**result, "all": {**result["all"], "goals": {**result["all"]["goals"], "met": result["all"]["goals"]["met"] + 7}}}
    assert written(result) == written(result) != written(other)


def test_without_a_run_there_is_no_report_and_the_way_out_is_named(counted_office):
    with pytest.raises(ReportRefused) as refused:
        newest_run(2024)
    assert "halfsky monitor run --year 2024" in refused.value.text()


def test_an_edition_that_cannot_be_registered_leaves_no_file(county, monkeypatch):
    draft = approved(begun())
    files = sorted(path for path in (county / "files").rglob("*") if path.is_file())
    monkeypatch.setattr(editing, "record", lambda **_f: (_ for _ in ()).throw(RuntimeError("no trail")))
    with pytest.raises(RuntimeError, match="no trail"):
        editing.publish(draft_id=draft.pk, issued_on=MORNING.date(), **said("officer"))
    assert not Edition.objects.exists()
    assert sorted(path for path in (county / "files").rglob("*") if path.is_file()) == files


def test_charts_are_drawn_once_and_registered_by_the_hash_of_their_content(county, monkeypatch):
    monkeypatch.setattr(charts.drawing, "draw_all", lambda specs: [b"<svg/>" for _ in specs])
    run = Run.objects.get()
    drawn = charts.draw(run_id=run.pk, **said("statistician"))
    assert drawn > 100 and charts.LANGUAGES == ("zh", "en")
    keys = set(Chart.objects.filter(run=run).values_list("key", flat=True))
    assert len(keys) == drawn and all(charts.chart_path(key).is_file() for key in keys)
    assert {path.stem for path in charts.charts_folder().glob("*.svg")} >= keys
    assert not Chart.objects.filter(run=run, alt="").exists()
    entries = Entry.objects.count()
    assert charts.draw(run_id=run.pk, **said("statistician")) == 0 and Entry.objects.count() == entries
    one = sorted(keys)[0]
    charts.chart_path(one).unlink()
    assert charts.draw(run_id=run.pk, **said("statistician")) == 1
