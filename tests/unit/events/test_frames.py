"""The lexicon of frames: what it holds, and how it refuses what it should not hold."""

from __future__ import annotations

import re
from importlib import resources
from pathlib import Path
from textwrap import dedent

import pytest
from spacy.language import Language

from kg_etl import gazetteer
from kg_etl.coreference.resolution import mention_table
from kg_etl.documents.parsing import documents_of
from kg_etl.errors import GazetteerError
from kg_etl.events import frames
from kg_etl.events.detection import event_mentions
from kg_etl.model import CLASS_ROLES, EVENT_TYPES, Article, EventClass

SOUND = """
class = "Visit"
[fillers]
visitor = ["person"]
destination = ["place"]
[[frame]]
name = "drop by"
verbs = ["drop by"]
type = "Visit"
strength = 0.5
roles = { visitor = ["subject"], destination = ["prep:by"] }
requires = [["visitor", "destination"]]
"""


def written(folder: Path, text: str) -> Path:
    (folder / "visit.toml").write_text(text, encoding="utf-8")
    return folder


def test_every_class_but_statements_has_frames_of_verbs_and_of_nouns() -> None:
    for cls in (EventClass.VISIT, EventClass.AGREEMENT, EventClass.OFFENSIVE):
        rows = [frame for frame in frames.load().all if frame.cls == cls]
        assert any(frame.verbs for frame in rows)
        assert any(frame.nouns for frame in rows)
        assert any(frame.light for frame in rows)


@pytest.mark.parametrize("frame", frames.load().all, ids=lambda frame: f"{frame.cls}: {frame.name}")
def test_a_frame_speaks_only_of_types_and_roles_of_its_class(frame: frames.Frame) -> None:
    assert frame.type in EVENT_TYPES[frame.cls]
    assert set(frame.modifiers.values()) <= EVENT_TYPES[frame.cls]
    assert set(frame.roles) <= CLASS_ROLES[frame.cls]
    assert all(set(required) <= set(frame.roles) for required in frame.requires)
    assert all(frame.fillers[role] for role in frame.roles)
    assert 0 < frame.strength <= 1


@pytest.mark.parametrize("frame", frames.load().all, ids=lambda frame: f"{frame.cls}: {frame.name}")
def test_triggers_are_lemmas_in_small_letters(frame: frames.Frame) -> None:
    words = [*frame.nouns, *(w for verb in (*frame.verbs, *frame.light) for w in (verb.lemma, *verb.others))]
    assert all(word == word.lower() and " " not in word for word in words)


def test_frames_are_found_by_the_lemma_of_their_trigger() -> None:
    lexicon = frames.load()
    assert "sign" in lexicon.by_verb
    assert {frame.cls for frame in lexicon.by_noun["invasion"]} == {EventClass.OFFENSIVE}


def test_the_verb_of_most_words_comes_first() -> None:
    rows = frames.load().by_verb["meet"]
    assert [len(words.others) for words, _ in rows] == sorted((len(words.others) for words, _ in rows), reverse=True)


def test_the_lexicon_is_loaded_once() -> None:
    assert frames.load() is frames.load()


def test_a_sound_file_is_read(tmp_path: Path) -> None:
    (frame,) = frames.frames_in(written(tmp_path, SOUND))
    assert frame.name == "drop by"
    assert frame.verbs == (frames.Words("drop", ("by",)),)


@pytest.mark.parametrize(
    ("right", "wrong", "says"),
    [
        ('type = "Visit"', 'type = "Picnic"', "Picnic"),
        ("strength = 0.5", "strength = 1.5", "strength"),
        ("strength = 0.5", 'strength = "high"', "strength"),
        ("strength = 0.5", "strength = 0.5\ncolour = 3", "colour"),
        ('class = "Visit"', 'class = "Feast"', "Feast"),
        ('verbs = ["drop by"]', "", "neither"),
        ('verbs = ["drop by"]', 'nouns = ["call"]\nneeds_light = true', "needs_light"),
        ('verbs = ["drop by"]', 'nouns = ["call"]\nneeds_modifier = true', "needs_modifier"),
        ('roles = { visitor = ["subject"]', 'roles = { guest = ["subject"]', "guest"),
        ('roles = { visitor = ["subject"]', 'roles = { visitor = ["topic"]', "topic"),
        ('roles = { visitor = ["subject"]', 'roles = { host = ["object"]', "host"),
        ('visitor = ["person"]', 'visitor = ["fairy"]', "fairy"),
        ('requires = [["visitor", "destination"]]', "requires = []", "requires"),
        ("[[frame]]", "[[frame", "not TOML"),
    ],
)
def test_a_fault_is_named_with_its_file(tmp_path: Path, right: str, wrong: str, says: str) -> None:
    assert right in SOUND
    with pytest.raises(GazetteerError, match=says) as raised:
        frames.frames_in(written(tmp_path, SOUND.replace(right, wrong, 1)))
    assert "visit.toml" in str(raised.value)


def test_a_fault_is_named_with_its_row(tmp_path: Path) -> None:
    with pytest.raises(GazetteerError, match="frame 1 `drop by`"):
        frames.frames_in(written(tmp_path, SOUND.replace("0.5", "0", 1)))


def test_two_frames_of_one_name_are_refused(tmp_path: Path) -> None:
    twice = SOUND + SOUND[SOUND.index("[[frame]]") :]
    with pytest.raises(GazetteerError, match="two frames"):
        frames.frames_in(written(tmp_path, twice))


def readme() -> str:
    return Path(str(resources.files("kg_etl.lexicon"))).joinpath("README.md").read_text("utf-8")


def test_the_example_of_the_readme_does_what_it_says(nlp: Language, tmp_path: Path) -> None:
    text = readme().partition("## To add one")[2]
    (block,) = re.findall(r"```toml\n(.+?)```", text, re.DOTALL)
    events_read, untold = re.findall(r"`([A-Z][^`]+\.)`", text)
    roles = dict(re.findall(r"\| (attacker|target) \| (.+?) \|", text))
    (tmp_path / "mine.toml").write_text('class = "Offensive"\n\n' + dedent("   " + block), encoding="utf-8")

    def read(sentence: str, lexicon: frames.Frames) -> list[tuple[str, dict[str, str]]]:
        (item,) = documents_of(nlp, [Article(id="a", text=sentence)])
        result = mention_table(item, gazetteer.load())
        return [
            (e.trigger.quote, {r.name: result.items[r.mention].text for r in e.roles})
            for e in event_mentions(item, result, lexicon).events
        ]

    assert read(events_read, frames.load()) == []
    assert read(events_read, frames.load(tmp_path)) == [("mined", roles)]
    assert read(untold, frames.load(tmp_path)) == []
