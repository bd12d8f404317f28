"""The values: frozen, comparable, and the same after a trip through JSON."""

import datetime as dt

import msgspec
import pytest

from kg_etl.model import CLASS_ROLES, EVENT_TYPES, Article, EventClass, Extraction, Failure, RoleName

UTC = dt.UTC


def test_a_value_cannot_be_changed():
    article = Article(id="a", text="text")
    with pytest.raises(AttributeError):
        article.text = "other"  # type: ignore[misc]


def test_equal_articles_have_equal_content_hashes():
    assert Article(id="a", text="t").content_hash == Article(id="a", text="t").content_hash


@pytest.mark.parametrize(
    "changed",
    [
        {"text": "u"},
        {"title": "T"},
        {"published": dt.datetime(2024, 5, 16, tzinfo=UTC)},
        {"authors": ("A",)},
        {"url": "https://example.org/"},
    ],
)
def test_any_changed_field_changes_the_content_hash(changed):
    assert Article(**{"id": "a", "text": "t", **changed}).content_hash != Article(id="a", text="t").content_hash


def test_an_outcome_is_told_from_another_by_its_tag():
    line = msgspec.json.encode(Failure(where="a:1", reason="empty"))
    assert msgspec.json.decode(line, type=Extraction | Failure) == Failure(where="a:1", reason="empty")


def test_an_unknown_field_is_an_error():
    with pytest.raises(msgspec.ValidationError):
        msgspec.json.decode(b'{"id":"a","text":"t","colour":"red"}', type=Article)


def test_every_class_has_types_and_roles_and_its_own_name_is_a_type():
    for cls in EventClass:
        assert cls.value in EVENT_TYPES[cls]
        assert CLASS_ROLES[cls]


def test_no_type_belongs_to_two_classes():
    names = [name for types in EVENT_TYPES.values() for name in types]
    assert len(names) == len(set(names))


def test_every_role_belongs_to_one_class():
    roles = [role for several in CLASS_ROLES.values() for role in several]
    assert sorted(roles) == sorted(RoleName)
