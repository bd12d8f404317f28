"""Which event mentions are coreferent, and which are distinct events."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest
from spacy.language import Language

from kg_etl import gazetteer
from kg_etl.coreference.resolution import mention_table
from kg_etl.coreference.table import MentionTable
from kg_etl.documents.parsing import documents_of
from kg_etl.events import frames
from kg_etl.events.coreference import distinct_events
from kg_etl.events.detection import event_mentions
from kg_etl.model import Article, Event, EventClass, Evidence, QuotationKind, RoleName, Status

Read = Callable[..., tuple[tuple[Event, ...], MentionTable]]


@pytest.fixture(scope="module")
def read(nlp: Language) -> Read:
    """The merged events of an article of Wednesday 15 March 2023, with `quoted` as the content of a statement."""
    facts = gazetteer.load()
    lexicon = frames.load()

    def events_of(
        *paragraphs: str, quoted: str | None = None, kind: QuotationKind = QuotationKind.DIRECT
    ) -> tuple[tuple[Event, ...], MentionTable]:
        text = "\n\n".join(paragraphs)
        article = Article(id="a", text=text, published=dt.datetime(2023, 3, 15, 12, tzinfo=dt.UTC))
        (document,) = documents_of(nlp, [article])
        mentions = mention_table(document, facts)
        statements = () if quoted is None else (statement(text, quoted, kind),)
        detected = event_mentions(document, mentions, lexicon)
        return distinct_events(detected, statements, mentions, document), mentions

    return events_of


def statement(text: str, quoted: str, kind: QuotationKind) -> Event:
    start = text.index(quoted)
    content = Evidence(start=start, end=start + len(quoted), quote=quoted)
    return Event(
        cls=EventClass.STATEMENT,
        type="Assertion",
        status=Status.HAPPENED,
        confidence=0.9,
        trigger=Evidence(start=0, end=1, quote=text[:1]),
        evidence=(content,),
        content=(content,),
        quotation_kind=kind,
    )


def of(made: tuple[tuple[Event, ...], MentionTable], cls: EventClass) -> list[Event]:
    return [event for event in made[0] if event.cls == cls]


def names(event: Event, role: RoleName, mentions: MentionTable) -> set[str]:
    return {mentions.items[filler.mention].text for filler in event.roles if filler.name == role}


def test_a_visit_mentioned_three_times_is_a_single_visit_with_three_pieces_of_evidence(read: Read) -> None:
    made = read(
        "French President Emmanuel Macron arrived in Tokyo on Tuesday.",
        "Japanese Prime Minister Fumio Kishida welcomed Macron at a ceremony.",
        "Macron is on a state visit to Japan.",
    )
    (visit,) = of(made, EventClass.VISIT)
    assert visit.type == "StateVisit"
    assert visit.status == Status.HAPPENED
    assert len(visit.evidence) == 3
    assert names(visit, RoleName.VISITOR, made[1]) == {"Emmanuel Macron"}
    assert names(visit, RoleName.HOST, made[1]) == {"Fumio Kishida"}
    assert names(visit, RoleName.DESTINATION, made[1]) == {"Tokyo", "Japan"}


def test_each_mention_raises_the_confidence_but_never_to_certainty(read: Read) -> None:
    once = of(read("Emmanuel Macron visited Japan."), EventClass.VISIT)[0]
    twice = of(read("Emmanuel Macron visited Japan.", "Macron travelled to Japan by train."), EventClass.VISIT)[0]
    assert once.confidence < twice.confidence <= 0.97


def test_the_definite_noun_is_evidence_for_the_visit_before_it(read: Read) -> None:
    made = read("Emmanuel Macron visited Japan.", "The visit was his third.")
    (visit,) = of(made, EventClass.VISIT)
    assert [piece.quote for piece in visit.evidence] == ["Emmanuel Macron visited Japan.", "The visit was his third."]


def test_the_definite_noun_alone_is_no_event(read: Read) -> None:
    assert read("The visit was short.")[0] == ()


def test_a_definite_noun_of_another_kind_is_no_evidence(read: Read) -> None:
    (visit,) = of(read("Emmanuel Macron visited Japan.", "The invasion shocked the world."), EventClass.VISIT)
    assert len(visit.evidence) == 1


def test_visits_to_two_countries_are_two(read: Read) -> None:
    made = read("Emmanuel Macron visited Japan.", "Macron visited Brazil as well.")
    assert len(of(made, EventClass.VISIT)) == 2


def test_visits_to_a_country_and_to_a_city_of_another_are_two(read: Read) -> None:
    made = read("Emmanuel Macron visited Japan.", "Macron travelled to Berlin.")
    assert len(of(made, EventClass.VISIT)) == 2


def test_visits_at_two_times_are_two(read: Read) -> None:
    made = read("Emmanuel Macron visited Japan in 2019.", "Emmanuel Macron visited Japan on Tuesday.")
    assert len(of(made, EventClass.VISIT)) == 2


def test_visits_of_two_persons_are_two(read: Read) -> None:
    made = read("Emmanuel Macron visited Japan on Monday.", "Olaf Scholz visited Japan on Monday.")
    assert len(of(made, EventClass.VISIT)) == 2


def test_what_was_expected_and_then_happened_happened(read: Read) -> None:
    made = read("Emmanuel Macron arrived in Tokyo on Tuesday.", "Macron was expected to visit Japan.")
    (visit,) = of(made, EventClass.VISIT)
    assert visit.status == Status.HAPPENED


def test_what_is_denied_stays_apart_from_what_happened(read: Read) -> None:
    made = read("Emmanuel Macron visited Japan.", "Macron did not visit Japan in 2020.")
    assert {visit.status for visit in of(made, EventClass.VISIT)} == {Status.HAPPENED, Status.DENIED}


def test_the_meeting_of_visitor_and_host_belongs_to_the_visit(read: Read) -> None:
    made = read(
        "Japanese Prime Minister Fumio Kishida hosted French President Emmanuel Macron on Tuesday.",
        "Macron met Kishida in Tokyo.",
    )
    (visit,) = of(made, EventClass.VISIT)
    assert visit.type == "Visit"
    assert names(visit, RoleName.VISITOR, made[1]) == {"Emmanuel Macron"}


def test_a_meeting_that_is_still_to_come_belongs_to_the_visit_too(read: Read) -> None:
    made = read(
        "Fumio Kishida hosted Emmanuel Macron on Tuesday.",
        "Macron travelled to Japan by train.",
        "Macron is expected to meet Kishida again over dinner.",
    )
    (visit,) = of(made, EventClass.VISIT)
    assert visit.status == Status.HAPPENED


def test_a_meeting_of_another_year_is_a_distinct_event(read: Read) -> None:
    made = read("Fumio Kishida hosted Emmanuel Macron on Tuesday.", "Macron met Kishida in Paris in 2021.")
    assert len(of(made, EventClass.VISIT)) == 2


def test_two_mentions_of_an_invasion_are_coreferent(read: Read) -> None:
    made = read(
        "Russia invaded Ukraine in February 2022.",
        "Russia's full-scale invasion of Ukraine displaced millions.",
        "Prices rose since the invasion began.",
    )
    (invasion,) = of(made, EventClass.OFFENSIVE)
    assert invasion.type == "Invasion"
    assert len(invasion.evidence) == 3
    assert invasion.earliest is not None
    assert invasion.earliest.year == 2022


def test_an_invasion_and_a_new_offensive_are_two(read: Read) -> None:
    made = read(
        "Russia invaded Ukraine in 2022.",
        "Russian forces launched an offensive in Ukraine last week.",
    )
    assert {event.type for event in of(made, EventClass.OFFENSIVE)} == {"Invasion", "GroundOffensive"}


def test_attacks_on_a_port_are_coreferent_whatever_the_name_of_the_port(read: Read) -> None:
    made = read("Missiles hit Kherson port.", "Russian missiles struck the port of Kherson on Monday.")
    (attack,) = of(made, EventClass.OFFENSIVE)
    assert len(attack.evidence) == 2
    assert names(attack, RoleName.TARGET, made[1]) == {"Kherson port"}


def test_attacks_on_the_ports_of_two_cities_are_two(read: Read) -> None:
    made = read("Russian missiles struck the port of Kherson.", "Russian missiles struck the port of Mykolaiv.")
    assert len(of(made, EventClass.OFFENSIVE)) == 2


def test_the_definite_war_goes_back_to_no_offensive(read: Read) -> None:
    (attack,) = of(
        read("Russian troops invaded Ukraine in 2022.", "The war has cost many lives."), EventClass.OFFENSIVE
    )
    assert len(attack.evidence) == 1


def test_an_offensive_in_a_place_is_what_troops_did_there(read: Read) -> None:
    made = read(
        "Russian troops captured five villages, a day after they crossed the border in a new ground offensive in the "
        "Kharkiv region."
    )
    attack = next(
        event for event in of(made, EventClass.OFFENSIVE) if event.type == "GroundOffensive" and len(event.roles) > 2
    )
    assert names(attack, RoleName.ATTACKER, made[1]) == {"Russian"}
    assert names(attack, RoleName.LOCATION, made[1]) == {"Kharkiv region"}


def test_attacks_on_two_countries_are_two(read: Read) -> None:
    made = read("Israel bombed Lebanon.", "Israel bombed Syria.")
    assert len(of(made, EventClass.OFFENSIVE)) == 2


def test_two_mentions_of_an_agreement_are_coreferent(read: Read) -> None:
    made = read(
        "Japan and the Philippines signed a defence pact on Tuesday.",
        "The defence pact between Japan and the Philippines worries China.",
    )
    (pact,) = of(made, EventClass.AGREEMENT)
    assert names(pact, RoleName.PARTY, made[1]) == {"Japan", "Philippines"}
    assert len(pact.evidence) == 2


def test_agreements_with_two_partners_are_two(read: Read) -> None:
    made = read("Japan signed a trade deal with Chile.", "Japan signed a trade deal with Peru.")
    assert len(of(made, EventClass.AGREEMENT)) == 2


def test_an_event_that_only_a_statement_reports_is_claimed_and_points_at_it(read: Read) -> None:
    made = read(
        "A spokesman spoke.", "“Israel bombed Syria on Monday,” he said.", quoted="Israel bombed Syria on Monday,"
    )
    (attack,) = of(made, EventClass.OFFENSIVE)
    assert attack.status == Status.CLAIMED
    assert attack.said_in is not None
    assert made[0][attack.said_in].cls == EventClass.STATEMENT


def test_the_day_that_only_a_statement_gives_is_kept(read: Read) -> None:
    words = "Russian missiles struck the port of Kherson on Monday"
    (attack,) = of(
        read("Missiles hit Kherson port.", f'"{words}," Anna Berg said.', quoted=words), EventClass.OFFENSIVE
    )
    assert (attack.status, attack.earliest) == (Status.HAPPENED, dt.date(2023, 3, 13))


def test_an_event_that_the_article_asserts_as_well_is_no_mere_claim(read: Read) -> None:
    made = read(
        "Israel bombed Syria on Monday.", "“Israel bombed Syria,” a spokesman said.", quoted="Israel bombed Syria,"
    )
    (attack,) = of(made, EventClass.OFFENSIVE)
    assert attack.status == Status.HAPPENED
    assert attack.said_in is None
    assert len(attack.evidence) == 2


def test_an_event_that_an_indirect_statement_presupposes_is_asserted_by_the_article(read: Read) -> None:
    text = "Prices rose after Russia invaded Ukraine."
    made = read(f"An official said that {text}", quoted=text, kind=QuotationKind.INDIRECT)
    (invasion,) = of(made, EventClass.OFFENSIVE)
    assert invasion.said_in is None


def test_events_are_in_the_order_of_their_triggers_and_share_none(read: Read) -> None:
    made, _ = read(
        "Emmanuel Macron visited Japan.", "Russia invaded Ukraine in 2022.", "Chile signed a trade deal with Peru."
    )
    starts = [event.trigger.start for event in made]
    assert starts == sorted(starts)
    assert len({(event.trigger, event.cls) for event in made}) == len(made)


def test_the_result_is_the_same_every_time(read: Read) -> None:
    text = ("Emmanuel Macron and Olaf Scholz met in Paris.", "Macron hosted Scholz.", "Russia attacked Ukraine.")
    assert read(*text)[0] == read(*text)[0]


def test_a_bombing_without_details_is_a_single_event_however_often_it_is_named(read: Read) -> None:
    made = read("The bombing shocked the city.", "The mayor spoke of the bombing at length.")
    (event,) = of(made, EventClass.OFFENSIVE)
    assert not event.roles
    assert event.confidence < 0.5


def test_the_attack_refers_to_the_event_before_it_and_adds_none(read: Read) -> None:
    made = read("Russia attacked Odesa on Monday.", "The attack lasted two hours.")
    (event,) = of(made, EventClass.OFFENSIVE)
    assert len(event.evidence) == 2


def test_talks_that_were_held_are_not_those_to_come(read: Read) -> None:
    made = read("Emmanuel Macron will meet Olaf Scholz next week.", "Norway took no part in the talks.")
    (event,) = of(made, EventClass.VISIT)
    assert len(event.evidence) == 1


def test_a_noun_goes_back_to_the_news_of_the_day_before_what_is_long_past(read: Read) -> None:
    made = read(
        "Emmanuel Macron met Olaf Scholz in Berlin on Tuesday.",
        "Emmanuel Macron had met Olaf Scholz in Rome in March 2021.",
        "The talks were short.",
    )
    news, past = sorted(of(made, EventClass.VISIT), key=lambda event: -len(event.evidence))
    assert (len(news.evidence), len(past.evidence)) == (2, 1)
    assert news.earliest == dt.date(2023, 3, 14)


def test_a_meeting_without_a_time_is_no_part_of_a_visit_long_past(read: Read) -> None:
    made = read("Emmanuel Macron, who visited Morocco in 2018, met Aziz Akhannouch over lunch.")
    assert len(of(made, EventClass.VISIT)) == 2


def test_a_planned_journey_is_not_one_that_was_made_unless_both_say_where_to(read: Read) -> None:
    made = read("Emmanuel Macron is to fly to Lima before returning to France. The journey of Macron ended on Monday.")
    assert {event.status for event in of(made, EventClass.VISIT)} >= {Status.PLANNED}
    assert not any(
        event.status == Status.HAPPENED and "returning" in event.trigger.quote for event in of(made, EventClass.VISIT)
    )


def test_a_journey_of_which_only_a_pronoun_says_whose_it_is_is_no_event_of_its_own(read: Read) -> None:
    made = read("Emmanuel Macron spoke about his trip.")
    assert of(made, EventClass.VISIT) == []
