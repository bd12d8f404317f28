"""Quarantine: what was set aside is kept whole, replaced, and released."""

from kg_etl.model import Failure
from kg_etl.runs.planning import Quarantined
from kg_etl.runs.quarantine import Quarantine


def quarantined(article_id, reason="the rules broke"):
    return Quarantined(
        article_id=article_id,
        content_hash="c",
        version="v",
        outcome=Failure(where=article_id, article_id=article_id, reason=reason),
    )


def test_what_is_put_is_got(tmp_path):
    quarantine = Quarantine(tmp_path)
    quarantine.put(quarantined("a"))
    assert quarantine.get("a") == quarantined("a")
    assert quarantine.get("b") is None


def test_a_second_put_replaces_the_first(tmp_path):
    quarantine = Quarantine(tmp_path)
    quarantine.put(quarantined("a"))
    quarantine.put(quarantined("a", "another reason"))
    assert [item.outcome.reason for item in quarantine] == ["another reason"]


def test_a_released_article_is_forgotten_and_releasing_it_again_is_harmless(tmp_path):
    quarantine = Quarantine(tmp_path)
    quarantine.put(quarantined("a"))
    quarantine.release("a")
    quarantine.release("a")
    assert list(quarantine) == []


def test_an_article_id_cannot_leave_the_folder(tmp_path):
    inside = tmp_path / "quarantine"
    Quarantine(inside).put(quarantined("../../../etc/passwd\x00"))
    files = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert len(files) == 1
    assert inside in files[0].parents


def test_no_file_is_left_aside(tmp_path):
    Quarantine(tmp_path).put(quarantined("a"))
    assert not list(tmp_path.rglob("*.tmp"))
