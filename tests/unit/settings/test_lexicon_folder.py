"""[extractor] lexicon: a folder of frames in addition to the shipped ones."""

import pytest

from kg_etl.errors import GazetteerError, SettingsError
from kg_etl.model import Article, EventClass
from kg_etl.pipeline import extracted
from kg_etl.settings import Components, Settings, Versions
from kg_etl.settings.sections import ExtractorSection

ARTICLE = Article(id="a", text="Russian forces mined the port of Odesa. Emmanuel Macron visited Berlin on Tuesday.")


@pytest.fixture
def frame_file(tmp_path, added_frame):
    """The file of frames of a lexicon folder, with a frame whose verb no shipped frame has."""
    (tmp_path / "frames").mkdir()
    file = tmp_path / "frames" / "house.toml"
    file.write_text(added_frame, encoding="utf-8")
    return file


def with_lexicon(folder):
    return Settings(extractor=ExtractorSection(lexicon=str(folder)))


def triggers(settings):
    (extraction,) = extracted([ARTICLE], Components(settings).extractor)
    return [(event.cls, event.trigger.quote) for event in extraction.events]


def test_its_frames_are_matched_as_well_as_the_shipped_frames(frame_file):
    assert triggers(Settings()) == [(EventClass.VISIT, "visited")]
    assert triggers(with_lexicon(frame_file.parents[1])) == [
        (EventClass.OFFENSIVE, "mined"),
        (EventClass.VISIT, "visited"),
    ]


def test_its_content_changes_the_version_of_the_extraction(frame_file, added_frame):
    settings = with_lexicon(frame_file.parents[1])
    stages, lexicons = [], []
    for text in (added_frame, added_frame.replace("0.8", "0.7"), added_frame):
        frame_file.write_text(text, encoding="utf-8")
        versions = Versions(Components(settings))
        stages.append(versions.stages["extract"])
        lexicons.append(versions.provenance["lexicon"])
    assert stages[0] == stages[2] != stages[1]
    assert lexicons[0] == lexicons[2] != lexicons[1]


def test_an_invalid_frame_is_an_error_that_names_file_and_row(frame_file, added_frame):
    frame_file.write_text(added_frame.replace("0.8", "8.0"), encoding="utf-8")
    settings = with_lexicon(frame_file.parents[1])
    with pytest.raises(GazetteerError, match=r"house\.toml, frame 1 `mine`"):
        _ = Components(settings).extractor


def test_a_folder_without_frames_is_an_error(tmp_path):
    settings = with_lexicon(tmp_path)
    with pytest.raises(SettingsError, match=r"\[extractor\] lexicon"):
        _ = Components(settings).extractor
