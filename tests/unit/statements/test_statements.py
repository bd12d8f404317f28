"""Statements are read with speaker, content, cue, kind, addressee and reporter."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest

from kg_etl import gazetteer
from kg_etl.coreference.resolution import mention_table
from kg_etl.coreference.table import MentionTable
from kg_etl.documents.parsing import documents_of
from kg_etl.model import Article, Event, EventClass, QuotationKind, RoleName, Status
from kg_etl.statements import attributions, statements


class Statement:
    """A statement with its roles in words: the best names of those meant, and what they are called at the cue."""

    def __init__(self, event: Event, mentions: MentionTable) -> None:
        self.event = event
        self._mentions = mentions

    def name(self, mention: int) -> str:
        return self._mentions.items[self._mentions.best(mention)].text

    def role(self, name: RoleName) -> list[str]:
        return [self.name(r.mention) for r in self.event.roles if r.name == name]

    def words(self, name: RoleName = RoleName.SPEAKER) -> list[str]:
        return [
            r.words.quote if r.words else self._mentions.items[r.mention].text
            for r in self.event.roles
            if r.name == name
        ]

    @property
    def speakers(self) -> list[str]:
        return self.role(RoleName.SPEAKER)

    @property
    def content(self) -> list[str]:
        return [c.quote for c in self.event.content]


Read = Callable[[str], list[Statement]]


@pytest.fixture(scope="session")
def read(nlp) -> Read:
    names = gazetteer.load()

    def statements_of(text: str) -> list[Statement]:
        article = Article(id="a", text=text, published=dt.datetime(2024, 3, 7, 12, tzinfo=dt.UTC))
        item = next(documents_of(nlp, [article]))
        result = mention_table(item, names)
        read = statements(item, result)
        for event in read:
            assert event.cls == EventClass.STATEMENT
            assert bool(event.no_speaker) != any(r.name == RoleName.SPEAKER for r in event.roles)
            assert 0 < event.confidence <= 1
            pieces = (*event.content, *event.evidence, event.trigger)
            assert all(text[p.start : p.end] == p.quote for p in pieces)
            assert all(
                any(e.start <= p.start and p.end <= e.end for e in event.evidence)
                for p in (*event.content, event.trigger)
            )
            assert not any("\n" in e.quote for e in event.evidence)
        return [Statement(event, result) for event in read]

    return statements_of


def only(read: list[Statement]) -> Statement:
    assert len(read) == 1, [(t.event.trigger.quote, t.content) for t in read]
    return read[0]


@pytest.mark.parametrize(
    ("text", "speaker", "content", "kind"),
    [
        (
            "Annalena Baerbock said that the talks had failed.",
            "Annalena Baerbock",
            ["that the talks had failed"],
            QuotationKind.INDIRECT,
        ),
        (
            "“The talks have failed,” Annalena Baerbock said on Monday.",
            "Annalena Baerbock",
            ["“The talks have failed,”"],
            QuotationKind.DIRECT,
        ),
        (
            "“The talks have failed,” said Foreign Minister Annalena Baerbock.",
            "Annalena Baerbock",
            ["“The talks have failed,”"],
            QuotationKind.DIRECT,
        ),
        (
            "Annalena Baerbock said the talks were “a waste of time.”",
            "Annalena Baerbock",
            ["the talks were “a waste of time.”"],
            QuotationKind.MIXED,
        ),
        (
            "The talks, Annalena Baerbock told reporters, had failed.",
            "Annalena Baerbock",
            ["The talks", "had failed"],
            QuotationKind.INDIRECT,
        ),
        (
            "According to Annalena Baerbock, the talks failed.",
            "Annalena Baerbock",
            ["the talks failed"],
            QuotationKind.INDIRECT,
        ),
    ],
)
def test_the_content_stands_before_after_or_around_its_cue(read: Read, text, speaker, content, kind):
    events_read = only(read(text))
    assert events_read.speakers == [speaker]
    assert events_read.content == content
    assert events_read.event.quotation_kind == kind
    assert events_read.event.status == Status.HAPPENED


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("Moldova denied that its soldiers had crossed the river.", "Denial"),
        ("Moldova accused Belarus of spying.", "Accusation"),
        ("Moldova praised the peace plan of Egypt.", "Praise"),
        ("Moldova threatened to close the border.", "Threat"),
        ("Moldova promised to send doctors.", "Promise"),
        ("Moldova urged Belarus to release the prisoners.", "Demand"),
        ("Moldova called for an immediate ceasefire.", "Demand"),
        ("Moldova rejected the peace plan of Egypt.", "Rejection"),
        ("Moldova announced a new round of sanctions.", "Announcement"),
        ("Moldova claims to have no soldiers abroad.", "Assertion"),
    ],
)
def test_the_verb_gives_the_act_and_a_country_can_speak(read: Read, text, act):
    events_read = only(read(text))
    assert events_read.event.type == act
    assert events_read.speakers == ["Moldova"]


def test_a_quotation_that_goes_on_after_its_cue_is_one_statement(read: Read):
    events_read = only(read("“We are tired,” the Egyptian foreign minister said. “We want peace. We want it now.”"))
    assert events_read.content == ["“We are tired,”", "“We want peace. We want it now.”"]


def test_a_quotation_interrupted_by_its_cue_is_one_statement(read: Read):
    events_read = only(read("“We are tired,” Sameh Shoukry said in a statement, “and we want peace.”"))
    assert events_read.content == ["“We are tired,”", "“and we want peace.”"]


def test_a_quotation_over_paragraphs_is_one_statement_with_a_piece_of_evidence_for_each(read: Read):
    text = "“We came in peace,” Sameh Shoukry said. “We stay in peace.\n\n“We shall leave in peace.”"
    events_read = only(read(text))
    assert events_read.content == ["“We came in peace,”", "“We stay in peace.", "“We shall leave in peace.”"]
    assert len(events_read.event.evidence) == 2


def test_a_second_cue_without_a_subject_of_its_own_is_a_statement_of_the_same_speaker(read: Read):
    events_read = read("Sameh Shoukry noted that the border was open, adding that aid was on its way.")
    assert [(t.event.trigger.quote, t.content) for t in events_read] == [
        ("noted", ["that the border was open"]),
        ("adding", ["that aid was on its way"]),
    ]
    assert [t.speakers for t in events_read] == [["Sameh Shoukry"]] * 2


@pytest.mark.parametrize(
    ("text", "speakers", "content", "act"),
    [
        (
            "Egypt's denial that it had closed the border was brief.",
            ["Egypt"],
            ["that it had closed the border"],
            "Denial",
        ),
        ("Egypt made an appeal for calm.", ["Egypt"], ["calm"], "Demand"),
        ("Criticism of the deal by Egypt grew louder.", ["Egypt"], ["the deal"], "Accusation"),
        ("Criticism of the deal grew louder.", [], ["the deal"], "Accusation"),
        ("Egypt's claim is that the border was open.", ["Egypt"], ["that the border was open"], "Assertion"),
    ],
)
def test_a_noun_can_report(read: Read, text, speakers, content, act):
    events_read = only(read(text))
    assert events_read.speakers == speakers
    assert events_read.content == content
    assert events_read.event.type == act


def test_a_statement_that_nobody_is_said_to_make_says_so_and_is_less_sure(read: Read):
    passive = only(read("It was reported that the border was open."))
    assert passive.event.no_speaker == "passive without agent"
    assert passive.event.confidence < only(read("Egypt reported that the border was open.")).event.confidence


def test_to_ask_whether_is_a_question_and_to_ask_somebody_to_do_something_a_demand(read: Read):
    assert only(read("Egypt asked whether the border was open.")).event.type == "Question"
    assert only(read("Egypt asked Israel to open the border.")).event.type == "Demand"


def test_two_acts_of_one_speaker_are_two_statements(read: Read):
    events_read = read("Sameh Shoukry has blamed Israel for the delay and praised the work of Qatar.")
    assert [t.event.type for t in events_read] == ["Accusation", "Praise"]
    assert [t.speakers for t in events_read] == [["Sameh Shoukry"]] * 2


def test_the_speaker_is_the_one_quoted_and_the_agency_the_reporter(read: Read):
    events_read = only(read("“We want peace,” Sameh Shoukry was quoted as saying by the news agency Reuters."))
    assert events_read.speakers == ["Sameh Shoukry"]
    assert events_read.role(RoleName.REPORTED_BY) == ["Reuters"]


def test_who_quotes_somebody_reports_him(read: Read):
    events_read = only(read("Xinhua quoted Sameh Shoukry as saying that the border was open."))
    assert events_read.speakers == ["Sameh Shoukry"]
    assert events_read.role(RoleName.REPORTED_BY) == ["Xinhua"]
    assert events_read.content == ["that the border was open"]


def test_the_medium_of_an_interview_reports_it(read: Read):
    events_read = only(read("Sameh Shoukry said in an interview with Chinese media that the border was open."))
    assert events_read.role(RoleName.REPORTED_BY) == ["Chinese media"]


def test_whom_it_was_said_to_is_the_addressee(read: Read):
    events_read = only(read("Sameh Shoukry told Antony Blinken that the border was open."))
    assert events_read.speakers == ["Sameh Shoukry"]
    assert events_read.role(RoleName.ADDRESSEE) == ["Antony Blinken"]


def test_a_pronoun_speaks_for_its_name(read: Read):
    events_read = read("Sameh Shoukry arrived on Monday. He said the border was open.")
    assert only(events_read).speakers == ["Sameh Shoukry"]


@pytest.mark.parametrize(
    ("text", "words", "names"),
    [
        ("Foreign Minister Sameh Shoukry said the border was open.", ["Foreign Minister Sameh Shoukry"], None),
        ("Sameh Shoukry came. He said the border was open.", ["He"], ["Sameh Shoukry"]),
        ("He said the border was open.", ["He"], ["He"]),
        ("Sameh Shoukry, the minister, said the border was open.", ["Sameh Shoukry, the minister"], ["Sameh Shoukry"]),
        ("Critics of the deal said the border was open.", ["Critics of the deal"], ["Critics"]),
        ("Egypt and Qatar said the border was open.", ["Egypt and Qatar", "Egypt and Qatar"], ["Egypt", "Qatar"]),
    ],
)
def test_a_speaker_has_the_words_at_the_cue_and_the_mention_that_is_linked(read: Read, text, words, names):
    events_read = read(text)[-1]
    assert events_read.words() == words
    if names is not None:
        assert events_read.speakers == names


def test_marks_of_two_apostrophes_belong_to_the_content(read: Read):
    events_read = only(read("''The border is open for now,'' Sameh Shoukry said."))
    assert events_read.content == ["''The border is open for now,''"]


def test_several_can_speak_together(read: Read):
    assert only(read("Egypt and Qatar said the border was open.")).speakers == ["Egypt", "Qatar"]


def test_only_the_outermost_of_nested_statements_is_told(read: Read):
    events_read = only(read("Sameh Shoukry said that Israel had denied that its soldiers fired."))
    assert events_read.event.trigger.quote == "said"


def test_a_clause_whose_subject_the_parser_lost_is_whole(read: Read):
    events_read = only(read("Sameh Shoukry said an Egyptian proposal, which Israel rejected, could “bring peace.”"))
    assert events_read.content == ["an Egyptian proposal, which Israel rejected, could “bring peace.”"]


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Egypt did not confirm the attack.", Status.DENIED),
        ("Egypt is expected to announce a ceasefire.", Status.PLANNED),
        ("Egypt will announce a ceasefire on Friday.", Status.PLANNED),
        ("Egypt has announced a ceasefire.", Status.HAPPENED),
        ("The ministers met to discuss the war.", Status.PLANNED),
        ("Egypt went on to praise the deal.", Status.HAPPENED),
        ("Egypt did not come to praise the deal.", Status.DENIED),
    ],
)
def test_auxiliaries_and_governors_give_the_status(read: Read, text, status):
    assert only(read(text)).event.status == status


@pytest.mark.parametrize(
    "text",
    [
        "The study showed that the river was dry.",
        "Egypt thinks that the border is open.",
        "Xi Jinping welcomed Vladimir Putin at the airport.",
        "Xi Jinping welcomed several hundred guests.",
        "Russia attacked the plan's authors near the border with missiles.",
        "If Egypt says that the border is open, the trucks will move.",
        "It was the best time to defend the harbour.",
    ],
)
def test_thoughts_things_and_deeds_are_no_statements(read: Read, text):
    assert read(text) == []


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("The ministry declined to comment.", "to comment"),
        ("Egypt refused to say whether it would attend.", "whether it would attend"),
    ],
)
def test_to_refuse_an_answer_is_a_rejection(read: Read, text, content):
    events_read = only(read(text))
    assert (events_read.event.type, events_read.content) == ("Rejection", [content])


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("Egypt said that it had signed the deal, which was drafted in May.", ["that it had signed the deal"]),
        ("Egypt said that it would sign the deal, despite the losses.", ["that it would sign the deal"]),
        ("Egypt said that it wanted an inquiry, as have other members.", ["that it wanted an inquiry"]),
        ("Egypt said that Iran had agreed and Israel said that it had not.", ["that Iran had agreed"]),
    ],
)
def test_what_others_say_or_the_article_remarks_is_not_part_of_the_content(read: Read, text, content):
    assert read(text)[0].content == content


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("One of the envoys said the border was open.", ["One of the envoys"]),
        ("Many said the border was open.", ["Many"]),
        ("Four in ten who said the border was open came back.", ["who"]),
        ("Those who fled said the border was open.", ["Those who fled"]),
        ("It said the border was open.", ["It"]),
        ("Sameh Shoukry, who denied any role, said the border was open.", ["Sameh Shoukry"]),
        ("Sameh Shoukry, who lives in Cairo, said the border was open.", ["Sameh Shoukry, who lives in Cairo"]),
    ],
)
def test_a_speaker_need_not_be_named(read: Read, text, words):
    assert read(text)[-1].words() == words


@pytest.mark.parametrize(
    "text",
    [
        "The evidence suggests that the border was open.",
        "The record indicates that he left in 1990.",
        "The windows reveal an alluring selection of carpets.",
        "The storm threatened to close the border.",
        "The inspectors found that the border was open.",
    ],
)
def test_what_shows_something_without_words_makes_no_statement(read: Read, text):
    assert read(text) == []


@pytest.mark.parametrize(
    ("text", "speakers", "content"),
    [
        ("The plan was rejected by Egypt.", ["Egypt"], "The plan"),
        ("The plan was criticized by some of his rivals.", ["some"], "The plan"),
        ("Egypt signaled its support for the plan.", ["Egypt"], "its support for the plan"),
        ("Egypt has sent aid and was condemned by Qatar.", ["Qatar"], "Egypt"),
        ("Egypt's assertions about the border were false.", ["Egypt"], "the border"),
        ("Egypt extolled the treaty.", ["Egypt"], "the treaty"),
        ("Egypt made a plea for Qatar to stop.", ["Egypt"], "Qatar to stop"),
        ("Egypt renewed its calls for Qatar to close the border.", ["Egypt"], "Qatar to close the border"),
        (
            "Egypt called the report a lie, because Qatar had left.",
            ["Egypt"],
            "the report a lie, because Qatar had left",
        ),
        ("In Cairo on Friday, Sameh Shoukry dismissed critics of the deal.", ["Sameh Shoukry"], "critics of the deal"),
        ("In interviews Wednesday, Perez dismissed critics of the deal.", ["Perez"], "critics of the deal"),
        ("Those who praised the deal left.", ["Those"], "the deal"),
        ("Egypt expressed support for the deal.", ["Egypt"], "the deal"),
        (
            "Egypt discussed the war, women's health, the truce or aid.",
            ["Egypt"],
            "the war, women's health, the truce or aid",
        ),
        ("Egypt denounced the deal during a debate.", ["Egypt"], "the deal"),
        ("The ministry's letter suggests that the border was open.", ["ministry"], "that the border was open"),
        ("Activists revealed that the border was open.", ["Activists"], "that the border was open"),
        ("Egypt urged Qatar to stop.", ["Egypt"], "Qatar to stop"),
        ("Perez talks about growing up in Cairo.", ["Perez"], "growing up in Cairo"),
        ("The plan was ignored and condemned by Egypt.", ["Egypt"], "The plan"),
        ("Egypt was critical of the plan.", ["Egypt"], "the plan"),
        ("“The border is open,” the sign read.", ["sign"], "“The border is open,”"),
    ],
)
def test_statements_have_many_forms(read: Read, text, speakers, content):
    events_read = only(read(text))
    assert [name.lower().removeprefix("the ") for name in events_read.speakers] == [name.lower() for name in speakers]
    assert events_read.content == [content]


@pytest.mark.parametrize(
    ("text", "speakers", "content"),
    [
        ("The deal, as Sameh Shoukry later explained, was dead.", ["Sameh Shoukry"], ["The deal", "was dead"]),
        ("As Sameh Shoukry noted this week, the border was open.", ["Sameh Shoukry"], ["the border was open"]),
        (
            "Those who live there struggle, even with a job, he said.",
            ["he"],
            ["Those who live there struggle, even with a job"],
        ),
    ],
)
def test_a_cue_set_off_by_commas_reports_the_clause_around_it(read: Read, text, speakers, content):
    events_read = only(read(text))
    assert (events_read.speakers, events_read.content) == (speakers, content)


@pytest.mark.parametrize(
    "text",
    [
        "As Sameh Shoukry talked about the deal, the border was open.",
        "The road was bad, as Sameh Shoukry crossed the border.",
    ],
)
def test_as_can_also_tell_when(read: Read, text):
    assert not any("border" in piece for events_read in read(text) for piece in events_read.content)


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("“Is the border open?” reacted Sameh Shoukry.", ["“Is the border open?”"]),
        ("“The border has failed the people,” Sameh Shoukry mocks.", ["“The border has failed the people,”"]),
        (
            "Back in Cairo, Sameh Shoukry returned to his lines: “The border will be open, and we shall stay.”",
            ["“The border will be open, and we shall stay.”"],
        ),
        (
            "Sameh Shoukry proposed new wording: “The border is open to all who live there.”",
            ["“The border is open to all who live there.”"],
        ),
    ],
)
def test_beside_a_quotation_any_verb_of_a_person_reports(read: Read, text, content):
    events_read = only(read(text))
    assert (events_read.speakers, events_read.content) == (["Sameh Shoukry"], content)


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("She demanded that all envoys “pay their fair share.”", ["that all envoys “pay their fair share.”"]),
        ("She called the deal “a trap for us all.”", ["the deal “a trap for us all.”"]),
        ("Asked where he was, she said, “Do not ask.”", ["“Do not ask.”"]),
        ("The park lies by the lake, which, she said, is full on Sundays.", ["which", "is full on Sundays"]),
        (
            "She said the deal was dead, because Qatar had left.",
            ["the deal was dead, because Qatar had left"],
        ),
    ],
)
def test_a_content_is_as_long_as_what_was_said(read: Read, text, content):
    assert read(text)[-1].content == content


@pytest.mark.parametrize(
    ("between", "content"),
    [
        ("He did not name a day.", ["“The border is open,”", "“We shall keep it open.”"]),
        ("Qatar did not name a day.", ["“The border is open,”"]),
    ],
)
def test_a_quotation_goes_on_over_a_sentence_about_its_speaker(read: Read, between, content):
    events_read = read(f"“The border is open,” Sameh Shoukry said in Cairo. {between} “We shall keep it open.”")
    assert events_read[0].content == content


@pytest.mark.parametrize("text", ["Iran is said to own more missiles.", "Iran was alleged to own more missiles."])
def test_what_is_said_of_somebody_is_said_by_nobody_named(read: Read, text):
    events_read = only(read(text))
    assert (events_read.content, events_read.event.no_speaker) == (
        ["Iran", "to own more missiles"],
        "passive without agent",
    )


@pytest.mark.parametrize(
    "text",
    [
        "A group that calls itself New Dawn left.",
        "A club called New Dawn left.",
        "Anna Berg called a candidate, Clara Powers.",
        "It was the firm that called us to offer help.",
    ],
)
def test_who_bears_a_name_or_is_rung_up_is_not_described(read: Read, text):
    assert read(text) == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Anna Berg's statement says the border was open.", "Anna Berg's statement"),
        ("A document filed by Anna Berg says that the border was open.", "A document filed by Anna Berg"),
        ("The border was open, according to a letter from Anna Berg.", "a letter from Anna Berg"),
    ],
)
def test_who_wrote_a_thing_speaks_in_it(read: Read, text, words):
    events_read = only(read(text))
    assert (events_read.speakers, events_read.words()) == (["Anna Berg"], [words])


def test_it_is_nobody_in_a_judgement(read: Read):
    assert all(events_read.speakers == [] for events_read in read("It is hard to predict how it will end."))


def test_what_is_urged_is_not_spoken_to(read: Read):
    events_read = only(read("The envoys all urged a truce."))
    assert (events_read.words(), events_read.role(RoleName.ADDRESSEE), events_read.content) == (
        ["The envoys"],
        [],
        ["a truce"],
    )


def test_a_quoted_name_is_nothing_said(read: Read):
    assert not read("In an interview with “Voices and Friends,” Sameh Shoukry travelled to Qatar.")


def test_has_may_be_contracted(read: Read):
    events_read = only(read("Sameh Shoukry came. He's said that the border was open."))
    assert (events_read.speakers, events_read.content) == (["Sameh Shoukry"], ["that the border was open"])


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (
            "“The border is open,” said Howard Rubel, an analyst at Jefferies, who noted that the road was safe.",
            [["Howard Rubel, an analyst at Jefferies"], ["who"]],
        ),
        ("“The border is open,” said retired general Sameh Shoukry.", [["retired general Sameh Shoukry"]]),
        (
            "Sameh Shoukry (Egypt), noting the size of the crowd, said, “Let me tell you, the border is open.”",
            [["Sameh Shoukry (Egypt)"], ["Sameh Shoukry (Egypt)"]],
        ),
    ],
)
def test_what_describes_a_speaker_does_not_hide_him(read: Read, text, words):
    assert [events_read.words() for events_read in read(text)] == words


def test_who_reads_a_text_does_not_state_it(read: Read):
    assert read("Sameh Shoukry read that the border was open.") == []


def test_a_passive_without_an_agent_says_that_it_has_no_speaker(read: Read):
    events_read = read("Asked whether the border was open, Sameh Shoukry said that it was.")
    assert events_read[-1].speakers == ["Sameh Shoukry"]
    assert [t.event.no_speaker for t in events_read[:-1]] in ([], ["passive without agent"])


def test_a_quotation_can_be_signed(read: Read):
    events_read = only(read("“The border stays open, whatever they do.” — Sameh Shoukry"))
    assert events_read.speakers == ["Sameh Shoukry"]


def test_a_name_and_a_colon_in_a_headline_are_weak_evidence(read: Read):
    events_read = read(
        "Blinken: Border to stay open\n\nMarch 7, 2024 | 10:00 AM\n\nCAIRO (KGN) — Trucks waited in the sun."
    )
    assert [t.content for t in events_read] == [["Border to stay open"]]
    assert events_read[0].event.confidence < 0.5


def test_names_inside_the_content_are_what_it_is_about_but_not_the_speaker(read: Read):
    events_read = only(
        read("Sameh Shoukry said that Shoukry and Blinken had met in Qatar and that Qatar was grateful.")
    )
    about = [events_read.name(i) for i in events_read.event.about]
    assert about == ["Blinken", "Qatar"]


def test_a_day_that_is_spoken_of_is_not_the_day_of_speaking(read: Read):
    events_read = only(read("Sameh Shoukry said that the embassy had closed in 2011."))
    assert events_read.event.time is None


def test_furniture_holds_no_statement(read: Read):
    assert (
        read("Trucks waited.\n\nTHIS IS BREAKING NEWS, THE PRESIDENT SAYS THAT MORE FOLLOWS.\n\nMore trucks came.")
        == []
    )


@pytest.mark.parametrize(
    "text",
    [
        "",
        "said",
        "”””“““ said ` '' said",
        "“We want peace, said the minister. “ But he said \x00 that it \x07 was over.",
        "”" * 300 + "“" * 300,
        "He said “" * 100,
    ],
)
def test_no_text_breaks_the_rules(read: Read, text):
    read(text)


@pytest.mark.parametrize(
    "text",
    [
        "“Peace,” he said. " * 1_500,
        "She said that " * 3_000,
        "“We want peace. " * 2_000,
    ],
)
def test_thousands_of_cues_and_marks_are_read(nlp, text):
    result = attributions(next(documents_of(nlp, [Article(id="a", text=text)])))
    assert all(item.content for item in result)


def test_in_a_transcript_each_turn_is_a_statement_of_whom_it_names(read: Read):
    turns = "BERG: Will the minister come?\n\nNOVAK: He will come on Friday. He has said so.\n\nBERG: Thank you."
    events_read = read(f"A part of what was said.\n\n{turns}\n\nAnna Berg spoke with Peter Novak.")
    assert [item.speakers for item in events_read] == [["Anna Berg"], ["Peter Novak"], ["Anna Berg"]]
    assert events_read[1].content == ["He will come on Friday. He has said so"]


def test_headings_with_a_colon_are_no_transcript(read: Read):
    assert not read("WHAT: A summit.\n\nWHEN: On Friday.\n\nWHERE: In Oslo.")


def test_meetings_and_wars_say_nothing(read: Read):
    assert not read("The meetings will emphasize their commitment to the treaty.")
