"""The lexicon of frames: what the shipped files contain, and how invalid files are rejected."""

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
from kg_etl.events.detection import event_mentions
from kg_etl.events.frames import Frame, Frames, VerbPattern, load
from kg_etl.model import CLASS_ROLES, EVENT_TYPES, Article, EventClass

VALID = """
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


SHIPPED = load()


def with_file(folder: Path, text: str) -> Path:
    (folder / "visit.toml").write_text(text, encoding="utf-8")
    return folder


def test_every_class_but_statements_has_frames_of_verbs_and_of_nouns() -> None:
    for cls in (EventClass.VISIT, EventClass.AGREEMENT, EventClass.OFFENSIVE):
        of_class = [frame for frame in SHIPPED.all if frame.cls == cls]
        assert any(frame.verbs for frame in of_class)
        assert any(frame.nouns for frame in of_class)
        assert any(frame.light for frame in of_class)


@pytest.mark.parametrize("frame", SHIPPED.all, ids=lambda frame: f"{frame.cls}: {frame.name}")
def test_a_frame_names_only_types_and_roles_of_its_class(frame: Frame) -> None:
    assert frame.type in EVENT_TYPES[frame.cls]
    assert set(frame.modifiers.values()) <= EVENT_TYPES[frame.cls]
    assert set(frame.roles) <= CLASS_ROLES[frame.cls]
    assert all(set(required) <= set(frame.roles) for required in frame.requires)
    assert all(frame.fillers[role] for role in frame.roles)
    assert 0 < frame.strength <= 1


@pytest.mark.parametrize("frame", SHIPPED.all, ids=lambda frame: f"{frame.cls}: {frame.name}")
def test_triggers_are_lemmas_in_small_letters(frame: Frame) -> None:
    words = [*frame.nouns, *(w for verb in (*frame.verbs, *frame.light) for w in (verb.lemma, *verb.particles))]
    assert all(word == word.lower() and " " not in word for word in words)


def test_frames_are_found_by_the_lemma_of_their_trigger() -> None:
    assert "sign" in SHIPPED.by_verb
    assert {frame.cls for frame in SHIPPED.by_noun["invasion"]} == {EventClass.OFFENSIVE}


def test_the_verb_of_most_words_comes_first() -> None:
    lengths = [len(pattern.particles) for pattern, _ in SHIPPED.by_verb["meet"]]
    assert lengths == sorted(lengths, reverse=True)


def test_frames_of_a_further_folder_follow_the_shipped_frames(tmp_path: Path) -> None:
    extended = load(with_file(tmp_path, VALID))
    assert extended.all[:-1] == SHIPPED.all
    assert extended.all[-1].name == "drop by"
    assert extended.all[-1].verbs == (VerbPattern("drop", ("by",)),)
    assert (VerbPattern("drop", ("by",)), extended.all[-1]) in extended.by_verb["drop"]


@pytest.mark.parametrize(
    ("right", "wrong", "message"),
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
def test_a_fault_is_named_with_its_file(tmp_path: Path, right: str, wrong: str, message: str) -> None:
    assert right in VALID
    with pytest.raises(GazetteerError, match=message) as error:
        load(with_file(tmp_path, VALID.replace(right, wrong, 1)))
    assert "visit.toml" in str(error.value)


def test_a_fault_is_named_with_its_row(tmp_path: Path) -> None:
    with pytest.raises(GazetteerError, match="frame 1 `drop by`"):
        load(with_file(tmp_path, VALID.replace("0.5", "0", 1)))


def test_two_frames_of_the_same_name_are_rejected(tmp_path: Path) -> None:
    twice = VALID + VALID[VALID.index("[[frame]]") :]
    with pytest.raises(GazetteerError, match="two frames"):
        load(with_file(tmp_path, twice))


def readme() -> str:
    return Path(str(resources.files("kg_etl.lexicon"))).joinpath("README.md").read_text("utf-8")


def test_the_example_of_the_readme_does_what_it_says(nlp: Language, tmp_path: Path) -> None:
    text = readme().partition("## To add one")[2]
    (block,) = re.findall(r"```toml\n(.+?)```", text, re.DOTALL)
    sentence, other_sentence = re.findall(r"`([A-Z][^`]+\.)`", text)
    roles = dict(re.findall(r"\| (attacker|target) \| (.+?) \|", text))
    (tmp_path / "offensive.toml").write_text('class = "Offensive"\n' + dedent("   " + block), encoding="utf-8")
    extended = load(tmp_path)

    def triggers_and_roles(sentence: str, frames: Frames) -> list[tuple[str, dict[str, str]]]:
        (document,) = documents_of(nlp, [Article(id="a", text=sentence)])
        mentions = mention_table(document, gazetteer.load())
        return [
            (event.trigger.quote, {role.name: mentions.items[role.mention].text for role in event.roles})
            for event in event_mentions(document, mentions, frames).events
        ]

    assert triggers_and_roles(sentence, SHIPPED) == []
    assert triggers_and_roles(sentence, extended) == [("mined", roles)]
    assert triggers_and_roles(other_sentence, extended) == []
