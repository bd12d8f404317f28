"""The words next to a name: whether they make it part of a longer name, or a place within another."""

from __future__ import annotations

import re

from kg_etl.gazetteer import Entry, Gazetteer
from kg_etl.linkers.gazetteer.article_context import ArticleContext
from kg_etl.model import EntityType, Mention, MentionForm

WINDOW = 80
"""Code points of text looked at before a name."""
_PROVINCE = re.compile(r"\s+(region|oblast|province|governorate|state)\b", re.IGNORECASE)
_PROVINCE_OF = re.compile(r"\b(region|oblast|province|governorate) of $", re.IGNORECASE)
_HEAD = re.compile(
    r"\s+(War|Wars|Open|Masters|Championships?|Cup|Grand\s+Prix|Olympics?|Amateur|Marathon|Series|League"
    r"|Township|County|Metro|Castle|Airport|University|College|Street|Stadium)\b"
)
_HYPHEN = re.compile(r"[-–]([A-Z]\w+)")
_QUARTER = re.compile(r"\b(Little|Downtown|Stade de|Stade d['’]|Rue de|Place de|Avenue de) ?$")
_PEER = re.compile(
    r"(?<!Crown )\b(Duke|Duchess|Earl|Count|Countess|Marquess|Viscount|Baron|Baroness|Prince|Princess) of $"
)
_PART_OF_TOWN = re.compile(r"\b(North|South|East|West|Northern|Southern|Eastern|Western|Central) $")
_PEOPLE_OF_MANY = re.compile(r"\b(Latin|Central|South|North|West|Native|African|Afro|Asian|Arab)[ -]$")
_PERSONAL = re.compile(
    r"\b(Mr|Mrs|Ms|Miss|Dr|Gen|General|Col|Colonel|Capt|Captain|Sgt|Sergeant|Lt|Lieutenant|Maj|Major|Adm|Admiral"
    r"|Judge|Justice|Sen|Senator|Rep|Representative|Gov|Sir|Lord|Lady|Professor|Prof)\.? $"
)
_RESULT_BEFORE = re.compile(r"(?:^|[^\sa-z]|\b[A-Z]\w*)\s*$")
_RESULT_AFTER = re.compile(r"\s+\d{1,3}(?=[\s,.;)]|$)")
_NUMERAL = re.compile(r"\s+[IVX]{1,5}\b(?!\.)")


def is_part_of_another_name(mention: Mention, text: str, gazetteer: Gazetteer) -> bool:
    """Whether the name of a place or people is part of the name of an event, of a wider people, of a person or a team.

    `Korean` in `Korean War`, `American` in `Latin American`, `Lincoln` in `General Lincoln`, `Norfolk` in `the Duke of
    Norfolk`, `Portugal` in `Little Portugal`, `Gilgit` in `Gilgit-Baltistan`, and `Israel` in `Israel 2 Bulgaria 0`,
    which is the team.
    """
    before = text[max(0, mention.start - WINDOW) : mention.start]
    if _HEAD.match(text, mention.end) or _QUARTER.search(before):
        return True
    if mention.type is not EntityType.COUNTRY:
        hyphen = _HYPHEN.match(text, mention.end)
        if hyphen and not gazetteer.named(hyphen[1]):
            return True
        if _PEER.search(before):
            return True
        if mention.type is EntityType.CITY and _PART_OF_TOWN.search(before):
            return True
    if mention.form is MentionForm.DEMONYM and _PEOPLE_OF_MANY.search(before):
        return True
    if mention.form is MentionForm.NAME and _PERSONAL.search(before):
        return True
    return bool(_RESULT_AFTER.match(text, mention.end) and _RESULT_BEFORE.search(before))


def is_numbered(mention: Mention, text: str) -> bool:
    """Whether a numeral that belongs to the name follows it (`Elizabeth II`)."""
    return bool(_NUMERAL.match(text, mention.end))


def following_province(mention: Mention, text: str) -> str:
    """The word that makes a region of a city's name (` region` of `Kursk region`, `the region of Kursk`), with a space
    before it; empty where there is none.
    """
    match = _PROVINCE.match(text, mention.end) or _PROVINCE_OF.search(
        text[max(0, mention.start - WINDOW) : mention.start]
    )
    return f" {match[1]}" if match else ""


def inside_of(
    entries: tuple[Entry, ...], mention: Mention, context: ArticleContext, gazetteer: Gazetteer
) -> dict[str, bool | None]:
    """For each entry, whether the city before the name and a comma lies in it (`Atlanta, Georgia`).

    Empty where there is no such city, or where it lies in several entries or in none.
    """
    city = _city_before(mention, context, gazetteer)
    inside = [entry.qid for entry in entries if city and city.country in (entry.qid, entry.country)]
    return {entry.qid: entry.qid in inside for entry in entries} if len(inside) == 1 and len(entries) > 1 else {}


def _city_before(mention: Mention, context: ArticleContext, gazetteer: Gazetteer) -> Entry | None:
    left = context.text[max(0, mention.start - WINDOW) : mention.start].rstrip()
    tokens = left[:-1].split() if left.endswith(",") else []
    for length in range(min(3, len(tokens)), 0, -1):
        entries = gazetteer.named(" ".join(tokens[-length:]))
        if len(entries) == 1 and entries[0].type is EntityType.CITY:
            return entries[0]
    return None
