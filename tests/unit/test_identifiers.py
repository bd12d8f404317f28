"""IRIs: pure functions of raw keys, valid whatever the key is, and different for different keys."""

import re

from hypothesis import given
from hypothesis import strategies as st

from kg_etl import identifiers

BASE = "https://example.org/id/"
IRI = re.compile(r"https://[^\x00-\x20<>\"{}|\\^`]+")


@given(st.text())
def test_any_article_id_gives_a_valid_iri(article_id):
    assert IRI.fullmatch(identifiers.article_iri(BASE, article_id))


@given(st.text(), st.text())
def test_different_article_ids_give_different_iris(first, other):
    same = identifiers.article_iri(BASE, first) == identifiers.article_iri(BASE, other)
    assert same == (first == other)


@given(st.text())
def test_any_name_gives_a_valid_local_iri(name):
    assert IRI.fullmatch(identifiers.nil_iri(BASE, name, "Person"))


def test_case_spacing_and_a_leading_article_do_not_make_another_entity():
    item = identifiers.nil_iri(BASE, "The  Foreign Ministry", "Organization")
    assert item == identifiers.nil_iri(BASE, "foreign ministry", "Organization")


def test_the_type_is_part_of_a_local_entity():
    assert identifiers.nil_iri(BASE, "Jordan", "Person") != identifiers.nil_iri(BASE, "Jordan", "Country")


def test_two_events_of_one_article_differ_by_class_or_trigger():
    iris = {
        identifiers.event_iri("https://example.org/a", "Visit", 1, 5),
        identifiers.event_iri("https://example.org/a", "Visit", 1, 6),
        identifiers.event_iri("https://example.org/a", "Agreement", 1, 5),
    }
    assert len(iris) == 3
