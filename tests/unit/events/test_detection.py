"""Visits, agreements and offensives in single sentences."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from spacy.language import Language

from kg_etl import gazetteer
from kg_etl.coreference.resolution import mention_table
from kg_etl.documents.parsing import documents_of
from kg_etl.events import frames
from kg_etl.events.detection import event_mentions
from kg_etl.model import CLASS_ROLES, EVENT_TYPES, Article, Event, EventClass, RoleName, Status

FRAMES = frames.load()

EventWithRoles = tuple[Event, dict[str, set[str]]]


@pytest.fixture(scope="module")
def events_of(nlp: Language) -> Callable[[str], list[EventWithRoles]]:
    """Each event of a text, with the mentions of each role as text."""
    facts = gazetteer.load()

    def detect(text: str) -> list[EventWithRoles]:
        (document,) = documents_of(nlp, [Article(id="a", text=text)])
        mentions = mention_table(document, facts)
        rows = []
        for event in event_mentions(document, mentions, FRAMES).events:
            roles: dict[str, set[str]] = {}
            for role in event.roles:
                roles.setdefault(role.name, set()).add(mentions.items[role.mention].text)
            rows.append((event, roles))
        return rows

    return detect


def only(rows: list[EventWithRoles], cls: str) -> EventWithRoles:
    fitting = [row for row in rows if row[0].cls == cls]
    assert len(fitting) == 1, [(e.cls, e.trigger.quote) for e, _ in rows]
    return fitting[0]


VISITS = [
    ("active", "President Emmanuel Macron visited Berlin on Tuesday.", "Visit", "Emmanuel Macron", "Berlin"),
    ("passive", "Berlin was visited by President Emmanuel Macron.", "Visit", "Emmanuel Macron", "Berlin"),
    (
        "light verb",
        "Emmanuel Macron paid a three-day official visit to Japan.",
        "OfficialVisit",
        "Emmanuel Macron",
        "Japan",
    ),
    (
        "possessive",
        "Narendra Modi's state visit to the United States ended on Friday.",
        "StateVisit",
        "Narendra Modi",
        "United States",
    ),
    ("infinitive", "Narendra Modi is expected to travel to Moscow in July.", "Visit", "Narendra Modi", "Moscow"),
    ("conjoined verb", "Antony Blinken left Cairo on Sunday and flew to Riyadh.", "Visit", "Antony Blinken", "Riyadh"),
    (
        "relative clause",
        "Antony Blinken, who visited Riyadh on Sunday, praised the truce.",
        "Visit",
        "Antony Blinken",
        "Riyadh",
    ),
    ("headline infinitive", "Boris Johnson to visit India in January", "Visit", "Boris Johnson", "India"),
]


@pytest.mark.parametrize(
    ("text", "kind", "visitor", "destination"), [v[1:] for v in VISITS], ids=[v[0] for v in VISITS]
)
def test_a_visit_has_visitor_and_destination(
    events_of: Callable[[str], list[EventWithRoles]], text: str, kind: str, visitor: str, destination: str
) -> None:
    event, roles = only(events_of(text), EventClass.VISIT)
    assert event.type == kind
    assert roles["visitor"] == {visitor}
    assert destination in roles["destination"]


def test_the_person_who_receives_is_the_host(events_of: Callable[[str], list[EventWithRoles]]) -> None:
    _, roles = only(events_of("Recep Tayyip Erdogan welcomed Olaf Scholz in Ankara."), EventClass.VISIT)
    assert roles["host"] == {"Recep Tayyip Erdogan"}
    assert roles["visitor"] == {"Olaf Scholz"}


def test_talks_are_a_meeting_of_both_sides(events_of: Callable[[str], list[EventWithRoles]]) -> None:
    event, roles = only(
        events_of("Foreign Minister Sergey Lavrov held talks with Hakan Fidan in Ankara."), EventClass.VISIT
    )
    assert event.type == "Meeting"
    assert (roles["visitor"], roles["host"]) == ({"Sergey Lavrov"}, {"Hakan Fidan"})


@pytest.mark.parametrize(
    ("text", "visitors"),
    [
        ("On Thursday there was a series of meetings between Emmanuel Macron and Olaf Scholz.", {"Emmanuel Macron"}),
        ("The Arab-Israeli peace talks were suspended in March.", {"Israeli"}),
        ("Emmanuel Macron attended a summit on trade in Tokyo.", {"Emmanuel Macron"}),
        ("Although Emmanuel Macron negotiated with Iran, nothing came of it.", {"Emmanuel Macron"}),
    ],
)
def test_meetings_in_other_words(
    events_of: Callable[[str], list[EventWithRoles]], text: str, visitors: set[str]
) -> None:
    event, roles = only(events_of(text), EventClass.VISIT)
    assert event.type == "Meeting"
    assert visitors <= roles[RoleName.VISITOR]


def test_talks_that_a_report_says_would_begin_are_planned(events_of: Callable[[str], list[EventWithRoles]]) -> None:
    text = "Anna Berg said on Monday that a summit between France and Germany would begin next week."
    event, _ = only(events_of(text), EventClass.VISIT)
    assert event.status == Status.PLANNED


def test_a_country_is_taken_over(events_of: Callable[[str], list[EventWithRoles]]) -> None:
    event, roles = only(events_of("Japan's takeover of Manchuria alarmed the neighbors."), EventClass.OFFENSIVE)
    assert (event.type, roles[RoleName.ATTACKER]) == ("GroundOffensive", {"Japan"})


OFFENSIVES_IN_OTHER_WORDS = [
    ("led by", "A French-led air campaign against the rebels in Mali began in January.", {"attacker": {"French"}}),
    ("under attack", "Kharkiv came under missile attack overnight.", {"target": {"Kharkiv"}}),
    ("repelled", "Ukrainian forces repelled a Russian assault on Avdiivka.", {"attacker": {"Russian"}}),
    ("a weapon lands", "Missiles rained down on Kyiv overnight.", {"location": {"Kyiv"}}),
    ("they clash", "Indian and Chinese troops clashed along their disputed border.", {}),
    ("a battle for", "The battle for Mosul lasted nine months.", {"location": {"Mosul"}}),
    ("a name of one word", "In May they captured Delphi.", {"target": {"Delphi"}}),
    ("a pronoun", "It is battling insurgents in the north.", {"attacker": {"It"}}),
    ("troops sent", "Baku sent its army into the breakaway region.", {"attacker": {"Baku"}}),
    ("taken back", "Azerbaijan took back the surrounding land in 2020.", {"attacker": {"Azerbaijan"}}),
    ("in a place", "An offensive in the Kharkiv region began in May.", {"location": {"Kharkiv region"}}),
    ("armed", "A knife attack on Olaf Scholz shocked the city.", {"target": {"Olaf Scholz"}}),
    ("a gunman", "A gunman attacked Olaf Scholz.", {"attacker": {"A gunman"}}),
    ("shared agent", "Kuwait was invaded and completely overrun by Iraqi forces.", {"attacker": {"Iraqi"}}),
    ("anybody", "The envoy was attacked by his driver.", {"attacker": {"his driver"}}),
    ("police", "Two protesters were shot by police.", {"attacker": {"police"}}),
    ("mis-tagged", "Hungary was overrun by the Ottomans in 1526.", {"target": {"Hungary"}}),
    (
        "a target beyond",
        "The rebels launched grenades from a helicopter at buildings in Caracas.",
        {"target": {"buildings"}},
    ),
    ("to do it", "The army launched an operation to retake Raqqa.", {"target": {"Raqqa"}}),
    ("wrested", "In 1566 they wrested Chios from the Genoese.", {"target": {"Chios"}}),
    ("gas", "The regime used sarin gas against civilians in Ghouta.", {"attacker": {"The regime"}}),
    ("an advance", "The rebels' advance on Goma was halted.", {"location": {"Goma"}}),
    ("a ceasefire", "Both armies are guilty of violating the ceasefire agreement.", {"attacker": {"Both armies"}}),
    ("counted", "A total of 19 bombs exploded in Belfast.", {"location": {"Belfast"}}),
    ("went on until then", "Russia stopped bombing Aleppo on Tuesday.", {"attacker": {"Russia"}}),
    (
        "claims responsibility",
        "Islamic State claimed responsibility for the attack in Istanbul.",
        {"location": {"Istanbul"}},
    ),
    ("blamed for it", "Pakistan was blamed for the attack on the base.", {"attacker": {"Pakistan"}}),
]


@pytest.mark.parametrize(
    ("text", "roles"), [o[1:] for o in OFFENSIVES_IN_OTHER_WORDS], ids=[o[0] for o in OFFENSIVES_IN_OTHER_WORDS]
)
def test_an_offensive_in_other_words(
    events_of: Callable[[str], list[EventWithRoles]], text: str, roles: dict[str, set[str]]
) -> None:
    _, by_role = only(events_of(text), EventClass.OFFENSIVE)
    assert {role: by_role.get(role) for role in roles} == roles


VISITS_IN_OTHER_WORDS = [
    ("place before it", "Konrad Adenauer's Washington visit lasted three days.", "Konrad Adenauer", "Washington"),
    ("tour", "Wang Yi wrapped up a week-long tour of Europe.", "Wang Yi", "Europe"),
    ("delegation", "Olaf Scholz led a delegation to Beijing.", "Olaf Scholz", "Beijing"),
    ("return", "Antony Blinken returned from Riyadh on Sunday.", "Antony Blinken", "Riyadh"),
    ("said beside", "On a visit to Seoul, Anna Berg warned North Korea.", "Anna Berg", "Seoul"),
    ("an envoy for it", "Hans Grundberg, the UN envoy for Yemen, visited Sanaa.", "Hans Grundberg", "Sanaa"),
    ("home again", "Olaf Scholz flew home from Riyadh on Sunday.", "Olaf Scholz", "Riyadh"),
    ("left", "Olaf Scholz left Riyadh on Saturday after a two-day visit.", "Olaf Scholz", "Riyadh"),
    ("beside the subject", "President Olaf Scholz, on a trip to Kyiv, said nothing.", "Olaf Scholz", "Kyiv"),
    ("set foot", "Nancy Pelosi set foot in Taiwan in August.", "Nancy Pelosi", "Taiwan"),
]


@pytest.mark.parametrize(
    ("text", "visitor", "destination"),
    [v[1:] for v in VISITS_IN_OTHER_WORDS],
    ids=[v[0] for v in VISITS_IN_OTHER_WORDS],
)
def test_a_visit_in_other_words(
    events_of: Callable[[str], list[EventWithRoles]], text: str, visitor: str, destination: str
) -> None:
    _, roles = only(events_of(text), EventClass.VISIT)
    assert (roles["visitor"], roles["destination"]) == ({visitor}, {destination})


AGREEMENTS_IN_OTHER_WORDS = [
    ("signed before it", "Signed by Japan and Peru in 1991, the agreement cut tariffs.", {"Japan", "Peru"}),
    ("peace", "Egypt made peace with Israel in 1979.", {"Egypt", "Israel"}),
    ("terms", "Turkey and Syria came to terms on water.", {"Turkey", "Syria"}),
    ("kept", "The rebels observed a truce with France in May.", {"The rebels", "France"}),
    ("ratification", "The ratification of the treaty by Germany took two years.", {"Germany"}),
    ("sign on to", "Chile signed on to the accord.", {"Chile"}),
]


@pytest.mark.parametrize(
    ("text", "parties"), [a[1:] for a in AGREEMENTS_IN_OTHER_WORDS], ids=[a[0] for a in AGREEMENTS_IN_OTHER_WORDS]
)
def test_an_agreement_in_other_words(
    events_of: Callable[[str], list[EventWithRoles]], text: str, parties: set[str]
) -> None:
    _, roles = only(events_of(text), EventClass.AGREEMENT)
    assert roles["party"] == parties


def test_attacks_with_a_consequence_in_the_past_happened(events_of: Callable[[str], list[EventWithRoles]]) -> None:
    happened = events_of("Attacks by government troops prompted an appeal for help.")
    assert [e.cls for e, _ in happened] == [EventClass.OFFENSIVE]
    assert not events_of("Attacks by government troops prompt appeals for help.")


def test_the_participant_at_home_is_the_host(events_of: Callable[[str], list[EventWithRoles]]) -> None:
    text = "French President Emmanuel Macron met German Chancellor Olaf Scholz in Paris."
    _, roles = only(events_of(text), EventClass.VISIT)
    assert (roles["visitor"], roles["host"]) == ({"Olaf Scholz"}, {"Emmanuel Macron"})


def test_both_participants_of_a_meeting_are_visitors(events_of: Callable[[str], list[EventWithRoles]]) -> None:
    _, roles = only(events_of("Antony Blinken and Wang Yi met in Munich."), EventClass.VISIT)
    assert roles["visitor"] == {"Antony Blinken", "Wang Yi"}


AGREEMENTS = [
    (
        "active",
        "Japan and the Philippines signed a defence pact in Tokyo.",
        "SecurityAgreement",
        {"Japan", "Philippines"},
    ),
    (
        "passive",
        "A defence pact was signed by Japan and the Philippines.",
        "SecurityAgreement",
        {"Japan", "Philippines"},
    ),
    ("participle", "The trade deal signed by Chile and Peru covers copper.", "TradeAgreement", {"Chile", "Peru"}),
    ("with", "Chile signed a trade agreement with Peru.", "TradeAgreement", {"Chile", "Peru"}),
    ("reached", "Armenia and Azerbaijan reached a peace deal.", "Treaty", {"Armenia", "Azerbaijan"}),
    ("between", "The treaty between Chile and Peru entered into force.", "Agreement", {"Chile", "Peru"}),
    ("truce", "Colombia agreed to a ceasefire with Peru.", "Ceasefire", {"Colombia", "Peru"}),
    ("one party", "Kenya agreed to send police officers to Haiti.", "Agreement", {"Kenya"}),
]


@pytest.mark.parametrize(("text", "kind", "parties"), [a[1:] for a in AGREEMENTS], ids=[a[0] for a in AGREEMENTS])
def test_an_agreement_has_its_parties(
    events_of: Callable[[str], list[EventWithRoles]], text: str, kind: str, parties: set[str]
) -> None:
    event, roles = only(events_of(text), EventClass.AGREEMENT)
    assert event.type == kind
    assert roles["party"] == parties


def test_a_mediator_is_no_party(events_of: Callable[[str], list[EventWithRoles]]) -> None:
    _, roles = only(events_of("Qatar brokered a truce between Israel and Hamas."), EventClass.AGREEMENT)
    assert roles["party"] == {"Israel", "Hamas"}


def test_persons_sign_and_their_countries_are_the_parties(events_of: Callable[[str], list[EventWithRoles]]) -> None:
    text = "French President Emmanuel Macron and German Chancellor Olaf Scholz signed a friendship treaty."
    _, roles = only(events_of(text), EventClass.AGREEMENT)
    assert roles["signatory"] == {"Emmanuel Macron", "Olaf Scholz"}
    assert len(roles["party"]) == 2


def test_an_agreement_keeps_its_name_and_subject(events_of: Callable[[str], list[EventWithRoles]]) -> None:
    event, _ = only(events_of("Chile signed a “sunrise” pact with Peru on copper exports."), EventClass.AGREEMENT)
    assert event.name is not None
    assert event.name.quote == "“sunrise” pact"
    assert event.subject is not None
    assert event.subject.quote == "copper exports"


OFFENSIVES = [
    ("active", "Russia invaded Ukraine in February 2022.", "Invasion", {"Russia"}, "target", "Ukraine"),
    ("passive", "Ukraine was invaded by Russia.", "Invasion", {"Russia"}, "target", "Ukraine"),
    ("possessive", "Russia's invasion of Ukraine shocked Europe.", "Invasion", {"Russia"}, "target", "Ukraine"),
    ("demonym", "The Russian invasion of Ukraine shocked Europe.", "Invasion", {"Russian"}, "target", "Ukraine"),
    (
        "launched",
        "Azerbaijan launched an offensive against Armenian forces.",
        "GroundOffensive",
        {"Azerbaijan"},
        "target",
        "Armenian",
    ),
    (
        "pressed ahead",
        "Russia pressed ahead with an offensive in Ukraine.",
        "GroundOffensive",
        {"Russia"},
        "location",
        "Ukraine",
    ),
    ("missiles", "Iran launched more than 100 missiles at Israel.", "AirStrike", {"Iran"}, "target", "Israel"),
    (
        "forces of a country",
        "Israeli warplanes bombed Lebanon on Monday.",
        "AirStrike",
        {"Israeli"},
        "target",
        "Lebanon",
    ),
    (
        "strike that hit",
        "A US airstrike in Baghdad killed a militia commander.",
        "AirStrike",
        {"US"},
        "location",
        "Baghdad",
    ),
    (
        "series of",
        "Hamas fighters launched a series of attacks on Israel.",
        "Offensive",
        {"Hamas"},
        "target",
        "Israel",
    ),
    ("town of", "Russian troops shelled the town of Avdiivka.", "Shelling", {"Russian"}, "target", "Avdiivka"),
    (
        "capital for country",
        "Moscow's invasion of Ukraine shocked Europe.",
        "Invasion",
        {"Moscow"},
        "target",
        "Ukraine",
    ),
]


@pytest.mark.parametrize(
    ("text", "kind", "attackers", "role", "hit"), [o[1:] for o in OFFENSIVES], ids=[o[0] for o in OFFENSIVES]
)
def test_an_offensive_has_attacker_and_target_or_location(
    events_of: Callable[[str], list[EventWithRoles]], text: str, kind: str, attackers: set[str], role: str, hit: str
) -> None:
    event, roles = only(events_of(text), EventClass.OFFENSIVE)
    assert event.type == kind
    assert roles["attacker"] == attackers
    assert hit in roles[role]


@pytest.mark.parametrize(
    "text",
    [
        "Fans visited the stadium.",
        "Emmanuel Macron visited his mother in hospital.",
        "Tourists visited Paris.",
        "The agreement of subject and verb confuses pupils.",
        "He nodded in agreement with the chairman.",
        "The striker signed a contract with Arsenal.",
        "The president signed the bill into law.",
        "Senator Smith attacked the plan.",
        "China began a charm offensive in Africa.",
        "He died of a heart attack in Paris.",
        "Train drivers went on strike in France.",
        "The children were shelling peas in Boston.",
        "Police raided a house in London.",
        "Hackers launched a cyber attack on Estonia.",
        "The war has entered its third year.",
        "Meetings cost time.",
        "Neighbours often sign treaties.",
        "The home side launched one offensive after another down the left.",
        "The winners signed off with a third goal.",
        "French President Emmanuel Macron travelled to Lyon on Monday.",
        "The population of Cairo exploded in the 1960s.",
        "Emmanuel Macron attacked Olaf Scholz over the budget.",
        "Emmanuel Macron's attacks on Olaf Scholz were personal.",
        "Olaf Scholz fired back at Emmanuel Macron.",
        "Olaf Scholz assailed me.",
        "Emmanuel Macron agreed with Olaf Scholz.",
        "Most Germans agree with Olaf Scholz.",
        "Anna Berg called on Olaf Scholz to resign.",
        "Anna Berg spoke on Meet the Press.",
        "The ministry had an arrangement of its own.",
        "A gas explosion in Naples injured six people.",
        "The deputy shot a film in Morocco.",
        "The ministry fought inflation in Argentina.",
        "Emmanuel Macron came to power in France in 2017.",
        "The senator read the plan, an attack on the policy of the government.",
        "The board met its target in Norway.",
        "The two firms fought a legal battle in Ohio.",
    ],
)
def test_false_friends_are_no_events(events_of: Callable[[str], list[EventWithRoles]], text: str) -> None:
    assert events_of(text) == []


@pytest.mark.parametrize(
    ("text", "role", "who"),
    [
        ("Gunmen attacked the compound.", "attacker", "Gunmen"),
        ("A convoy was ambushed on Sunday.", "target", "A convoy"),
        ("They overran the garrison at dawn.", "target", "the garrison"),
        ("A car bomb exploded outside a police station on Friday.", "target", "a police station"),
        ("Ten people were killed in the bombing of a market.", "target", "Ten people"),
        ("Rebels clashed with government troops near the border.", "attacker", "Rebels"),
    ],
)
def test_attacks_by_and_on_participants_without_a_name_have_a_low_confidence(
    events_of: Callable[[str], list[EventWithRoles]], text: str, role: str, who: str
) -> None:
    event, roles = events_of(text)[0]
    assert event.cls == EventClass.OFFENSIVE
    assert who in roles[role]
    assert event.confidence < 0.7


@pytest.mark.parametrize(
    ("text", "cls", "role", "who"),
    [
        ("Kuwait was invaded and annexed by Iraq.", EventClass.OFFENSIVE, "attacker", "Iraq"),
        ("The Turks were able to overrun Hungary.", EventClass.OFFENSIVE, "attacker", "Turks"),
        ("The mayor accused Russia of shelling Kherson.", EventClass.OFFENSIVE, "attacker", "Russia"),
        ("Moscow denied Ukraine's claim to have shelled Belgorod.", EventClass.OFFENSIVE, "attacker", "Ukraine"),
        (
            "The treaty between the two countries was signed in Algiers.",
            EventClass.AGREEMENT,
            "party",
            "the two countries",
        ),
        ("The two leaders met in Geneva.", EventClass.VISIT, "visitor", "The two leaders"),
        ("Angela Merkel landed and was met by Emmanuel Macron.", EventClass.VISIT, "host", "Angela Merkel"),
        ("Israel violated the ceasefire in Lebanon.", EventClass.OFFENSIVE, "attacker", "Israel"),
    ],
)
def test_arguments_across_the_sentence_fill_roles(
    events_of: Callable[[str], list[EventWithRoles]], text: str, cls: EventClass, role: str, who: str
) -> None:
    assert any(event.cls == cls and who in roles.get(role, ()) for event, roles in events_of(text))


def test_a_country_is_not_attacked_by_its_army(events_of: Callable[[str], list[EventWithRoles]]) -> None:
    rows = events_of("Eritrea, whose army fought on the side of Ethiopia, did not come.")
    assert all("Eritrea" not in roles.get("target", ()) for _, roles in rows)


def test_a_frame_that_accepts_any_filler_applies_after_all_others(
    events_of: Callable[[str], list[EventWithRoles]],
) -> None:
    named, _ = only(events_of("Russia attacked Odesa."), EventClass.OFFENSIVE)
    loose, _ = only(events_of("The gardener attacked the lodger."), EventClass.OFFENSIVE)
    assert loose.confidence < 0.5 < named.confidence


@pytest.mark.parametrize(
    "text",
    [
        "If Emmanuel Macron visited Moscow, Kyiv would protest.",
        "Emmanuel Macron could visit Moscow.",
        "Ethiopia feared an invasion by Eritrea.",
        "The threat of a Chinese invasion worries Taiwan.",
        "Poland wants to prevent an attack on Lithuania.",
        "Any attack on Poland would be met with force.",
        "Donald Trump threatened to attack Iran.",
        "Without an agreement with Iran, prices will rise.",
        "Did Emmanuel Macron visit Moscow?",
    ],
)
def test_what_is_only_conceivable_is_no_event(events_of: Callable[[str], list[EventWithRoles]], text: str) -> None:
    assert events_of(text) == []


def test_a_verb_whose_subject_cannot_attack_is_no_attack(events_of: Callable[[str], list[EventWithRoles]]) -> None:
    assert events_of("The newspaper attacked Israel in its editorial.") == []
    assert events_of("Russia attacked Odesa.") != []


def test_nobody_attacks_or_visits_himself(events_of: Callable[[str], list[EventWithRoles]]) -> None:
    for event, roles in events_of("Russia attacked Russia. Emmanuel Macron met Emmanuel Macron."):
        assert not roles.get("attacker", set()) & roles.get("target", set()), event
        assert not roles.get("visitor", set()) & roles.get("host", set()), event


def test_a_headline_has_a_lower_confidence_than_the_body(events_of: Callable[[str], list[EventWithRoles]]) -> None:
    text = "Emmanuel Macron visited Berlin\n\nMay 3, 2023 | 9:00 AM\n\nEmmanuel Macron visited Berlin on Tuesday.\n"
    headline, body = (event for event, _ in events_of(text))
    assert headline.confidence < body.confidence


def test_a_definite_noun_without_participants_is_only_anaphoric(nlp: Language) -> None:
    (document,) = documents_of(
        nlp, [Article(id="a", text="The visit comes at a tense time. The invasion began at dawn.")]
    )
    detected = event_mentions(document, mention_table(document, gazetteer.load()), FRAMES)
    assert detected.events == ()
    assert [event.trigger.quote for event in detected.anaphoric] == ["visit", "invasion"]


def test_events_keep_to_the_model(events_of: Callable[[str], list[EventWithRoles]]) -> None:
    text = " ".join(row[1] for row in (*VISITS, *AGREEMENTS, *OFFENSIVES))
    rows = events_of(text)
    assert len(rows) > 20
    for event, _ in rows:
        assert event.type in EVENT_TYPES[event.cls]
        assert {RoleName(role.name) for role in event.roles} <= CLASS_ROLES[event.cls]
        assert 0 < event.confidence <= 1
        assert text[event.trigger.start : event.trigger.end] == event.trigger.quote
        assert all(text[e.start : e.end] == e.quote for e in event.evidence)
        assert any(e.start <= event.trigger.start and event.trigger.end <= e.end for e in event.evidence)
    assert [event.trigger.start for event, _ in rows] == sorted(event.trigger.start for event, _ in rows)
    assert len({(event.trigger.start, event.cls) for event, _ in rows}) == len(rows)
