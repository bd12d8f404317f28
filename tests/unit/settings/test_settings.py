"""Settings: every choice stands in luigi.cfg, and a mistake there is named."""

import datetime as dt
from pathlib import Path

import luigi.configuration
import pytest

from kg_etl.errors import ExtractorError, GazetteerError, SettingsError, WikidataError
from kg_etl.gazetteer import Entry
from kg_etl.gazetteer.full import About, write
from kg_etl.linkers.wikidata import WikidataLinker
from kg_etl.model import EntityType
from kg_etl.runs.configuration import configured_settings
from kg_etl.settings import Components, Versions, versions
from kg_etl.settings.sections import SECTIONS


@pytest.fixture
def config(monkeypatch):
    """Luigi's configuration, empty, as one test has it."""
    parser = luigi.configuration.LuigiConfigParser()
    monkeypatch.setattr(luigi.configuration, "get_config", lambda: parser)

    def put(section, key, value):
        if not parser.has_section(section):
            parser.add_section(section)
        parser.set(section, key, value)

    return put


def test_without_a_file_there_are_defaults(config):
    assert configured_settings().store.location == "data/store"


def test_a_value_of_the_file_is_read_with_its_type(config):
    config("kg_etl", "shard_size", "50")
    assert configured_settings().kg_etl.shard_size == 50


def test_several_paths_stand_on_several_lines(config):
    config("sources", "paths", "one\n  two\n")
    assert configured_settings().source_paths == ("one", "two")


def test_an_unknown_key_is_an_error_that_names_the_closest(config):
    config("store", "locaton", "elsewhere")
    with pytest.raises(SettingsError, match=r"\[store\] has no key locaton; did you mean location\?"):
        configured_settings()


def test_an_unknown_section_close_to_ours_is_an_error(config):
    config("stores", "location", "elsewhere")
    with pytest.raises(SettingsError, match=r"did you mean \[store\]\?"):
        configured_settings()


def test_luigis_own_sections_are_left_to_luigi(config):
    config("worker", "keep_alive", "true")
    assert configured_settings().data == Path("data")


@pytest.mark.parametrize(
    ("section", "key", "value"),
    [
        ("kg_etl", "shard_size", "none"),
        ("kg_etl", "shard_size", "0"),
        ("linker", "threshold", "1.5"),
        ("validation", "max_rejected", "-1"),
        ("wikidata", "rate", "0"),
    ],
)
def test_an_impossible_value_is_an_error_that_names_section_and_key(config, section, key, value):
    config(section, key, value)
    with pytest.raises(SettingsError, match=rf"\[{section}\].*{key}"):
        configured_settings()


def test_a_missing_model_is_an_error_that_says_how_to_get_it(config):
    config("extractor", "model", "no_such_model")
    with pytest.raises(ExtractorError, match="pip install no-such-model"):
        _ = Versions(Components(configured_settings())).model


def test_a_setting_of_a_stage_changes_its_version_and_those_after_it(config):
    before = Versions(Components(configured_settings())).stages
    config("linker", "threshold", "0.75")
    after = Versions(Components(configured_settings())).stages
    assert before["extract"] == after["extract"]
    assert all(before[stage] != after[stage] for stage in ("link", "map", "validate"))


def test_a_full_gazetteer_lies_beneath_the_shipped_one_and_changes_the_links_and_not_what_is_read(config, tmp_path):
    about = About(made=dt.date(2026, 11, 1), endpoint="http://127.0.0.1/", selection="", counts={})
    shipped = Versions(Components(configured_settings()))
    stages, provenance = [shipped.stages], [shipped.provenance]
    config("gazetteer", "path", str(tmp_path / "full.sqlite"))
    for qid in ("Q1", "Q2"):
        write(tmp_path / "full.sqlite", [Entry(qid=qid, label="Bergholm", type=EntityType.CITY)], about)
        components = Components(configured_settings())
        assert [entry.qid for entry in components.gazetteer.named("Bergholm")] == [qid]
        assert components.gazetteer.named("Russia") != ()
        stages.append(Versions(components).stages)
        provenance.append(Versions(components).provenance)

    assert len({versions["extract"] for versions in stages}) == 1
    assert len({versions["link"] for versions in stages}) == 3
    assert len({versions["gazetteer"] for versions in provenance}) == 3


def test_a_full_gazetteer_that_is_not_there_is_an_error_that_says_how_to_make_it(config):
    config("gazetteer", "path", "no/such/file")
    with pytest.raises(GazetteerError, match="kg-etl gazetteer refresh"):
        _ = Components(configured_settings()).linker


def test_wikidata_is_asked_in_nobodys_name_but_the_operators(config, tmp_path):
    config("linker", "backend", "wikidata")
    config("wikidata", "cache", str(tmp_path))
    with pytest.raises(WikidataError, match=r"\[wikidata\] contact"):
        _ = Components(configured_settings()).linker

    config("wikidata", "contact", "ops@example.org")
    assert isinstance(Components(configured_settings()).linker, WikidataLinker)


def test_offline_needs_no_contact_and_makes_other_links(config, tmp_path):
    config("linker", "backend", "wikidata")
    config("wikidata", "cache", str(tmp_path))
    online = Versions(Components(configured_settings())).stages
    config("wikidata", "offline", "true")
    offline = configured_settings()

    assert isinstance(Components(offline).linker, WikidataLinker)
    assert Versions(Components(offline)).stages["extract"] == online["extract"]
    assert Versions(Components(offline)).stages["link"] != online["link"]
    with pytest.raises(WikidataError, match="offline"):
        Components(offline).wikidata_client()


def test_without_the_online_linker_its_settings_change_no_version(config):
    before = Versions(Components(configured_settings())).stages
    config("wikidata", "offline", "true")
    config("wikidata", "contact", "ops@example.org")
    assert Versions(Components(configured_settings())).stages == before


def test_the_shipped_file_is_accepted_and_says_nothing_but_the_defaults(monkeypatch):
    parser = luigi.configuration.LuigiConfigParser()
    root = versions.PACKAGE.parent
    parser.read(root / "luigi.cfg")
    monkeypatch.setattr(luigi.configuration, "get_config", lambda: parser)
    shipped = configured_settings()
    monkeypatch.setattr(luigi.configuration, "get_config", luigi.configuration.LuigiConfigParser)
    assert shipped == configured_settings()


def test_the_shipped_file_documents_every_key():
    text = (versions.PACKAGE.parent / "luigi.cfg").read_text(encoding="utf-8")
    for section, kind in SECTIONS.items():
        body = text.split(f"[{section}]\n", 1)[1].split("\n[", 1)[0]
        for key in kind.__struct_fields__:
            assert f"\n{key} =" in f"\n{body}", f"[{section}] {key}"


def test_every_path_behind_the_versions_of_the_stages_exists():
    paths = [versions.PACKAGE / part for parts in versions.STAGE_SOURCES.values() for part in parts]
    assert [path for path in paths if not path.exists()] == []


def test_a_path_that_does_not_exist_makes_no_version():
    with pytest.raises(FileNotFoundError, match="no-such-folder"):
        versions._file_hashes("no-such-folder")
