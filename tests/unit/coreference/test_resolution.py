"""Mentions: names come out clean, and what denotes the same is in one chain."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from spacy.language import Language

from kg_etl import gazetteer
from kg_etl.coreference.resolution import mention_table
from kg_etl.coreference.table import MentionTable
from kg_etl.documents.parsing import documents_of
from kg_etl.mentions.role_nouns import roles
from kg_etl.model import Article, EntityType, Mention, MentionForm

Read = Callable[[str], "Chains"]


class Chains:
    """An article's mentions, asked for by their text."""

    def __init__(self, text: str, mentions: MentionTable) -> None:
        self.text = text
        self.mentions = mentions

    def index(self, text: str, nth: int = 0) -> int:
        hits = [i for i, m in enumerate(self.mentions.items) if m.text == text]
        assert hits, f"no mention {text!r} among {[m.text for m in self.mentions.items]}"
        return hits[nth]

    def item(self, text: str, nth: int = 0) -> Mention:
        return self.mentions.items[self.index(text, nth)]

    def denotes(self, text: str, nth: int = 0) -> str:
        """What a mention denotes: the best name of its chain."""
        return self.mentions.items[self.mentions.best(self.index(text, nth))].text

    def key(self, text: str, nth: int = 0) -> str:
        referent = self.mentions.referents[self.index(text, nth)]
        return referent.country or f"chain {referent.chain}"

    def members(self, text: str, nth: int = 0) -> set[str]:
        return {self.mentions.items[self.mentions.best(i)].text for i in self.mentions.members(self.index(text, nth))}

    def acts_for(self, text: str, nth: int = 0) -> str | None:
        owner = self.item(text, nth).acts_for
        return None if owner is None else self.mentions.items[owner].text


@pytest.fixture
def read(nlp: Language) -> Read:
    def chains_of(text: str) -> Chains:
        (item,) = documents_of(nlp, [Article(id="a", text=text)], gazetteer.load())
        return Chains(text, mention_table(item, gazetteer.load()))

    return chains_of


def test_every_mention_quotes_the_article(read: Read) -> None:
    it = read("France’s President Emmanuel Macron met Norway’s Jonas Gahr Støre. The French leader praised him.")
    assert all(it.text[m.start : m.end] == m.text for m in it.mentions.items)
    assert [m.start for m in it.mentions.items] == sorted(m.start for m in it.mentions.items)


def test_a_name_comes_without_title_article_and_possessive(read: Read) -> None:
    it = read("France’s President Emmanuel Macron spoke at the United Nations’ headquarters.")
    assert it.item("Emmanuel Macron").type == EntityType.PERSON
    assert it.item("France").type == EntityType.COUNTRY
    assert it.item("United Nations").type == EntityType.ORGANIZATION


def test_a_square_that_bears_a_persons_name_is_no_person(read: Read) -> None:
    it = read("Kim Jong Un attended a ceremony in Kim Il Sung Square. Kim later flew to Moscow.")
    assert it.item("Kim Il Sung Square").type == EntityType.FACILITY
    assert it.denotes("Kim") == "Kim Jong Un"


def test_a_name_is_the_kind_of_place_that_the_noun_before_it_says(read: Read) -> None:
    assert read("Troops shelled the town of Avdiivka.").item("Avdiivka").type == EntityType.CITY


def test_the_capitals_of_a_dateline_are_not_what_a_place_is_called(read: Read) -> None:
    it = read("BEIJING (KGN) — Vladimir Putin arrived in Beijing on Thursday.")
    assert it.mentions.items[it.mentions.best(it.mentions.items.index(it.item("BEIJING")))].text == "Beijing"


def test_a_name_after_a_title_may_begin_with_a_small_word(read: Read) -> None:
    it = read("Vladimir Putin will hold talks with President To Lam in Hanoi on Thursday.")
    assert it.item("To Lam").type == EntityType.PERSON


def test_two_names_that_run_together_come_apart(read: Read) -> None:
    it = read("France’s Macron arrived on Monday. Emmanuel Macron will stay for two days.")
    assert it.item("France").type == EntityType.COUNTRY
    assert it.denotes("Macron") == "Emmanuel Macron"


def test_heads_of_phrases_have_mentions(nlp: Language) -> None:
    (item,) = documents_of(
        nlp, [Article(id="a", text="Macron’s visit pleased Norwegian officials in Oslo.")], gazetteer.load()
    )
    result = mention_table(item, gazetteer.load())
    heads = {token.text: result.at(token) for token in item.doc}
    assert all(heads[word] is not None for word in ("Macron", "visit", "Norwegian", "officials", "Oslo"))
    assert result.at(None) is None


def test_furniture_has_no_mentions(read: Read) -> None:
    it = read("Talks opened in Oslo on Monday.\n\nNobody came.\n\n___\n\nBerg reported from Sweden.")
    assert not {"Sweden", "Berg"} & {m.text for m in it.mentions.items}


def test_a_dateline_names_its_town_and_what_stands_after_it(read: Read) -> None:
    it = read("OSLO, Norway (XYZ) — Talks opened on Monday.\n\nMinisters will leave Oslo today.")
    assert it.item("OSLO").chain == it.item("Oslo").chain
    assert it.item("Norway").type == EntityType.COUNTRY
    assert "XYZ" not in {m.text for m in it.mentions.items}


def test_a_town_of_a_dateline_need_not_be_known(read: Read) -> None:
    assert read("PORT ELSEWHERE (XYZ) — Talks opened.").item("PORT ELSEWHERE").type == EntityType.CITY


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("The U.S.-led coalition left.", {"U.S."}),
        ("The U.K.-French talks ended.", {"U.K.", "French"}),
        ("The Norway-Sweden border is open.", {"Norway", "Sweden"}),
        ("In countries such as Cyprus, Greece Italy or Spain many left.", {"Cyprus", "Greece", "Italy", "Spain"}),
    ],
)
def test_names_joined_by_a_hyphen_are_names(read: Read, text: str, names: set[str]) -> None:
    it = read(text)
    assert names == {m.text for m in it.mentions.items if m.form != MentionForm.NOMINAL}


@pytest.mark.parametrize("name", ["Norway", "Norwegian"])
def test_a_country_and_its_demonym_are_one_chain(read: Read, name: str) -> None:
    it = read("Norway closed its border. Norwegian police said so. The Kingdom of Norway thanked Sweden.")
    assert it.item(name).chain == it.item("Norway").chain
    assert it.key(name) == "Q20"
    assert it.item("Norwegian").form == MentionForm.DEMONYM


def test_a_capital_acts_for_its_country_but_stays_a_city(read: Read) -> None:
    it = read("Paris rejected the plan. France had said so before. Talks were held in Paris.")
    assert it.item("Paris").type == EntityType.CITY
    assert it.item("Paris").chain != it.item("France").chain
    assert it.key("Paris") == it.key("France") == "Q142"
    assert it.key("Paris", 1) != "Q142"


def test_a_surname_denotes_the_person_named_in_full(read: Read) -> None:
    it = read("Macron leaves\n\nOSLO (XYZ) — Emmanuel Macron left Oslo on Monday. Macron had spoken with nobody.")
    assert it.denotes("Macron") == "Emmanuel Macron"
    assert it.denotes("Macron", 1) == "Emmanuel Macron"


def test_a_family_name_that_comes_first_denotes_its_bearer(read: Read) -> None:
    it = read("Chinese leader Li Wenbo arrived on Monday. Li will stay for two days.")
    assert it.denotes("Li") == "Li Wenbo"


def test_a_square_named_after_a_person_is_a_facility_and_bears_no_surname(read: Read) -> None:
    it = read("Nelson Mandela Square was closed on Monday. Mandela said he was not asked.")
    assert it.item("Nelson Mandela Square").type == EntityType.FACILITY
    assert it.denotes("Mandela") != "Nelson Mandela Square"


def test_of_two_with_one_surname_the_nearest_before_is_meant(read: Read) -> None:
    it = read("Anna Berg spoke on Monday. Berg was brief. Peter Berg answered on Tuesday. Berg was not brief.")
    assert it.denotes("Berg") == "Anna Berg"
    assert it.denotes("Berg", 1) == "Peter Berg"


def test_a_title_tells_which_of_two_is_meant(read: Read) -> None:
    it = read("Anna Berg and Peter Berg spoke on Monday. Mrs. Berg was brief.")
    assert it.denotes("Berg") == "Anna Berg"


def test_an_acronym_in_brackets_denotes_the_body_before_it(read: Read) -> None:
    it = read("The Nordic Harbour Authority (NHA) closed the port. The NHA gave no reason.")
    assert it.denotes("NHA", -1) == "Nordic Harbour Authority"


def test_an_acronym_in_brackets_is_stronger_than_the_first_letters_of_a_name_before(read: Read) -> None:
    it = read("The Nordic Harbour Authority met the Norwegian Housing Agency (NHA). The NHA gave no reason.")
    assert it.denotes("NHA", -1) == "Norwegian Housing Agency"


def test_the_first_letters_of_a_name_in_the_article_are_stronger_than_what_is_known_by_them(read: Read) -> None:
    it = read("The Icelandic Angling Employers Alliance closed the river on Monday. The IAEA gave no reason.")
    assert it.denotes("IAEA") == "Icelandic Angling Employers Alliance"


def test_a_surname_of_somebody_named_in_full_is_a_name_whatever_the_tagger_takes_it_for(read: Read) -> None:
    it = read("Mitzi Bickers was charged on Monday. Bickers ran the agency for three years.")
    assert it.denotes("Bickers") == "Mitzi Bickers"


def test_what_may_be_a_surname_but_has_an_article_is_none(read: Read) -> None:
    it = read("Anna Field was charged. They left the Field open.")
    assert it.item("the Field").form == MentionForm.NOMINAL


@pytest.mark.parametrize(
    ("second", "phrase"),
    [
        ("The French leader left on Tuesday.", "The French leader"),
        ("The French president left on Tuesday.", "The French president"),
        ("The president left on Tuesday.", "The president"),
        ("France’s president left on Tuesday.", "France’s president"),
    ],
)
def test_an_office_denotes_its_holder(read: Read, second: str, phrase: str) -> None:
    it = read(f"French President Emmanuel Macron met Norwegian Foreign Minister Anna Berg in Oslo. {second}")
    assert it.denotes(phrase) == "Emmanuel Macron"


def test_of_two_presidents_the_one_who_acted_is_meant_not_whom_he_met(read: Read) -> None:
    it = read(
        "French President Emmanuel Macron spoke after talks with Polish President Andrzej Duda. "
        "The president announced more aid."
    )
    assert it.denotes("The president") == "Emmanuel Macron"


def test_the_leader_of_a_country_is_not_who_is_called_its_former_leader(read: Read) -> None:
    it = read("Leo Varadkar, the former Irish prime minister, came to Kyiv. The Irish prime minister welcomed it.")
    assert it.denotes("the former Irish prime minister") == "Leo Varadkar"
    assert it.denotes("The Irish prime minister") == "The Irish prime minister"


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("President Barack Obama spoke on Monday. Clinton should be the president.", "the president"),
        ("President Barack Obama spoke on Monday. The next president will decide.", "The next president"),
        ("His brother Emmanuel Macron spoke on Monday. The younger brother was brief.", "The younger brother"),
        ("The State Department spoke on Monday. The Justice Department was brief.", "The Justice Department"),
        ("Ministers of Norway met in Iowa. The island was quiet.", "The island"),
        ("Ministers met in Bergen. They blocked the settlement of refugees.", "the settlement"),
        ("Sweden was named. “They cannot come into this country,” Obama said.", "this country"),
    ],
)
def test_a_phrase_that_may_mean_somebody_else_denotes_nobody(read: Read, text: str, phrase: str) -> None:
    it = read(text)
    assert it.denotes(phrase) == phrase


def test_a_country_is_no_alliance(read: Read) -> None:
    it = read("The alliance, Russia, spoke on Monday. The alliance was brief.")
    assert it.denotes("The alliance", 1) == "The alliance"


def test_a_street_is_known_with_its_house_number(read: Read) -> None:
    it = read("Ministers met at 10 Downing Street on Monday.")
    assert it.item("Downing Street").type == EntityType.FACILITY


def test_whom_something_is_done_to_is_not_who_does_it(read: Read) -> None:
    it = read("Emmanuel Macron gave Xi Jinping a book and invited him to Paris.")
    assert it.denotes("him") == "Xi Jinping"
    it = read("Emmanuel Macron thanked Xi Jinping and said he would brief him on the talks.")
    assert (it.denotes("he"), it.denotes("him")) == ("Emmanuel Macron", "Xi Jinping")


def test_what_each_of_two_does_is_not_said_of_the_first(read: Read) -> None:
    it = read("Emmanuel Macron and Xi Jinping each put his name to the text.")
    assert it.denotes("his") == "his"


def test_of_two_countries_before_a_relative_clause_none_is_meant(read: Read) -> None:
    it = read("Norway has shared missiles with Sweden that helped bolster its defense.")
    assert it.denotes("its") == "its"


def test_an_armed_group_does_not_stand_for_the_country_that_it_fights(read: Read) -> None:
    it = read("Nigeria and Boko Haram agreed on a truce. The U.S. Army was told.")
    assert it.key("Boko Haram") != it.key("Nigeria")
    assert it.key("U.S. Army") == "Q30"


def test_a_state_and_an_armed_group_can_be_the_two_sides(read: Read) -> None:
    it = read("Nigeria and Boko Haram met on Monday. The two sides agreed on a truce.")
    assert it.members("The two sides") == {"Nigeria", "Boko Haram"}


def test_of_two_presidents_the_one_is_meant_whose_minister_stands_before(read: Read) -> None:
    it = read(
        "French President Emmanuel Macron met Chinese President Xi Jinping in Paris. Xi was brief. "
        "French Foreign Minister Anna Berg sat beside the president."
    )
    assert it.denotes("the president") == "Emmanuel Macron"


def test_of_two_presidents_the_one_is_meant_who_was_told_of_last_with_or_without_title(read: Read) -> None:
    it = read(
        "Emmanuel Macron met Polish President Andrzej Duda in Warsaw. Macron left on Friday. "
        "Officials said the president would come back."
    )
    assert it.denotes("the president") == "Emmanuel Macron"


def test_an_office_of_another_country_is_somebody_else(read: Read) -> None:
    it = read("French President Emmanuel Macron came on Monday. The Mexican president did not come.")
    assert it.denotes("The Mexican president") == "The Mexican president"


def test_a_former_office_is_not_the_office(read: Read) -> None:
    it = read("Former Norwegian President Anna Berg came on Monday. The Norwegian president did not come.")
    assert it.denotes("The Norwegian president") == "The Norwegian president"


def test_an_apposition_says_who_holds_an_office(read: Read) -> None:
    it = read("Anna Berg, the Norwegian foreign minister, came on Monday. The foreign minister spoke to the press.")
    assert it.denotes("The foreign minister") == "Anna Berg"


def test_a_counterpart_holds_the_same_office_elsewhere(read: Read) -> None:
    it = read(
        "Norwegian Foreign Minister Anna Berg met Swedish Foreign Minister Erik Lund. She thanked her counterpart."
    )
    assert it.denotes("She") == "Anna Berg"
    assert it.denotes("her counterpart") == "Erik Lund"


@pytest.mark.parametrize(
    ("text", "pronoun", "name"),
    [
        ("Anna Berg met Erik Lund in Oslo. She left on Tuesday.", "She", "Anna Berg"),
        ("Anna Berg met Erik Lund in Oslo. He left on Tuesday.", "He", "Erik Lund"),
        ("Erik Lund said that he would come.", "he", "Erik Lund"),
        ("“We will come,” Erik Lund said.\n\n“Nobody will stay,” he said.", "he", "Erik Lund"),
        ("In his speech, Erik Lund praised the plan.", "his", "Erik Lund"),
        ("An honor guard met Erik Lund as he left his plane.", "he", "Erik Lund"),
        (
            "Erik Lund told reporters that he had heard it before Peter Berg set out. He said it was late.",
            "He",
            "Erik Lund",
        ),
        ("Erik Lund, the envoy of Norway and a former president, read it out. He said it was late.", "He", "Erik Lund"),
        ("Norway said it would close its border.", "it", "Norway"),
        ("Norway said it would close its border.", "its", "Norway"),
        ("Norway has become poorer as Western sanctions cut its trade.", "its", "Norway"),
    ],
)
def test_a_pronoun_denotes_the_subject_that_fits(read: Read, text: str, pronoun: str, name: str) -> None:
    assert read(text).denotes(pronoun) == name


def test_he_in_a_quotation_is_not_the_speaker(read: Read) -> None:
    it = read("Erik Lund met Peter Berg. “He will come,” Erik Lund said.")
    assert it.denotes("He") != "Erik Lund"


def test_who_says_it_is_not_the_one_spoken_of_in_the_quotation(read: Read) -> None:
    it = read("Erik Lund spoke in Oslo.\n\n“My brother is ill. Does he know about it? Nobody told him,” he said.")
    assert it.denotes("he", -1) == "Erik Lund"


def test_it_that_stands_for_a_clause_denotes_nobody(read: Read) -> None:
    it = read("Norway closed the border. It is expected that trade will suffer.")
    assert it.denotes("It") == "It"


def test_nobody_goes_on_a_visit_to_his_own_country(read: Read) -> None:
    it = read("China’s leader Li Wenbo welcomed Norway’s President Erik Lund as he opened a state visit to China.")
    assert it.denotes("he") == "Erik Lund"


def test_they_are_those_joined_before(read: Read) -> None:
    it = read("Norway and Sweden closed the border. They gave no reason.")
    assert it.members("They") == {"Norway", "Sweden"}
    assert it.mentions.is_group(it.index("They"))


def test_they_are_a_person_and_whom_he_acts_with(read: Read) -> None:
    it = read("Erik Lund held talks with Anna Berg on the treaty that they signed in March.")
    assert it.members("they") == {"Erik Lund", "Anna Berg"}


def test_the_two_leaders_are_the_two_before(read: Read) -> None:
    it = read("Norwegian President Erik Lund met Swedish President Anna Berg. The two leaders signed nothing.")
    assert it.members("The two leaders") == {"Erik Lund", "Anna Berg"}


def test_one_person_has_no_members(read: Read) -> None:
    it = read("Erik Lund left.")
    assert it.mentions.members(0) == ()
    assert not it.mentions.is_group(0)


@pytest.mark.parametrize(
    ("text", "phrase", "owner", "key"),
    [
        ("Ukrainian officials denied it.", "Ukrainian officials", "Ukrainian", "Q212"),
        ("The Israeli military shelled the town.", "The Israeli military", "Israeli", "Q801"),
        ("China’s foreign ministry denied it.", "China’s foreign ministry", "China", "Q148"),
        ("Norwegian forces left the town.", "Norwegian forces", "Norwegian", "Q20"),
        ("French diplomats left.", "French diplomats", "French", "Q142"),
    ],
)
def test_forces_and_officials_act_for_their_country(read: Read, text: str, phrase: str, owner: str, key: str) -> None:
    it = read(text)
    assert it.acts_for(phrase) == owner
    assert it.key(phrase) == key


def test_forces_of_a_leaders_country_act_for_it(read: Read) -> None:
    it = read("Norway’s President Erik Lund spoke on Monday. The Norwegian leader said his country’s forces had left.")
    assert it.key("his country") == "Q20"
    assert it.key("his country’s forces") == "Q20"
    assert it.acts_for("his country’s forces") == "Norway"


def test_a_person_keeps_a_key_of_his_own(read: Read) -> None:
    it = read("Norway’s President Erik Lund spoke on Monday. He left.")
    assert it.key("Erik Lund") == it.key("He")
    assert it.key("Erik Lund") != "Q20"
    assert it.mentions.nation(it.index("He")) == "Q20"


def test_forces_of_two_countries_are_a_group(read: Read) -> None:
    it = read("Norwegian and Swedish forces left the town.")
    assert it.members("Norwegian and Swedish forces") == {"Norwegian", "Swedish"}
    assert it.acts_for("Norwegian and Swedish forces") is None


def test_two_ministries_of_one_name_are_told_apart(read: Read) -> None:
    it = read("Norway’s Foreign Ministry denied it. Sweden’s Foreign Ministry confirmed it.")
    assert it.item("Foreign Ministry").chain != it.item("Foreign Ministry", 1).chain
    assert it.key("Foreign Ministry") == "Q20"
    assert it.key("Foreign Ministry", 1) == "Q34"


def test_the_same_text_gives_the_same_mentions(read: Read) -> None:
    text = "French President Emmanuel Macron met Norwegian officials. He thanked them. Paris was pleased."
    once, again = read(text).mentions, read(text).mentions
    assert (once.items, once.referents, once.bests) == (again.items, again.referents, again.bests)


def test_the_lexicon_of_roles_is_lower_case_and_in_one_form() -> None:
    lexicon = roles()
    assert all(noun == noun.lower().strip() for noun in lexicon.nouns)
    assert lexicon.male.isdisjoint(lexicon.female)
    assert lexicon.male_names.isdisjoint(lexicon.female_names)
    assert all(lexicon.persons[noun].is_person for noun in lexicon.persons)


@pytest.mark.parametrize(
    ("text", "noun", "place"),
    [
        ("He lived in Nairobi, a Rwandan refugee.", "a Rwandan refugee", "Nairobi"),
        ("The Pittsburgh, Pennsylvania-based company left.", "Pennsylvania-based company", "Pittsburgh"),
    ],
)
def test_a_person_or_company_beside_a_city_is_not_the_city(read: Read, text: str, noun: str, place: str) -> None:
    it = read(text)
    assert it.item(noun).chain != it.item(place).chain


def test_a_capital_beside_a_city_is_the_city(read: Read) -> None:
    it = read("They met in Oslo, the capital of Norway.")
    assert it.item("the capital").chain == it.item("Oslo").chain


def test_the_place_before_a_title_is_no_part_of_the_name(read: Read) -> None:
    it = read("Manitoba Premier Brian Pallister met Texas Governor Greg Abbott in Far North Queensland on Monday.")
    names = {m.text: m.type for m in it.mentions.items if m.form is MentionForm.NAME}
    assert names["Brian Pallister"] == names["Greg Abbott"] == EntityType.PERSON
    assert {"Manitoba", "Texas", "Queensland"} <= set(names)
