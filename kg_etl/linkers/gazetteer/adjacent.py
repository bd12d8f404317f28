"""The words next to a name, which may make it part of a longer name or a place in another one."""

from __future__ import annotations

import re

from kg_etl.gazetteer import Entry, Gazetteer
from kg_etl.lexicon.tables import alternatives
from kg_etl.linkers.gazetteer.article_context import ArticleContext
from kg_etl.model import EntityType, Mention, MentionForm

WINDOW = 80
"""Code points of text before a name that are examined."""
_DIVISION = alternatives("division_nouns")
_PROVINCE = re.compile(rf"\s+({_DIVISION}|state)\b", re.IGNORECASE)
_PROVINCE_OF = re.compile(rf"\b({_DIVISION}) of $", re.IGNORECASE)
_HEAD = re.compile(rf"\s+({alternatives('place_name_heads')}|Grand\s+Prix)\b")
_HYPHEN = re.compile(r"[-–]([A-Z]\w+)")
_QUARTER = re.compile(r"\b(Little|Downtown|Stade de|Stade d['’]|Rue de|Place de|Avenue de) ?$")
_PEERAGE = re.compile(rf"(?<!Crown )\b({alternatives('peerage_titles')}) of $")
_DISTRICT = re.compile(rf"\b({alternatives('district_directions')}) $")
_PAN_ETHNIC = re.compile(rf"\b({alternatives('pan_ethnic_modifiers')})[ -]$")
_PERSONAL_TITLE = re.compile(rf"\b({alternatives('personal_titles')})\.? $")
_RESULT_BEFORE = re.compile(r"(?:^|[^\sa-z]|\b[A-Z]\w*)\s*$")
_RESULT_AFTER = re.compile(r"\s+\d{1,3}(?=[\s,.;)]|$)")
_NUMERAL = re.compile(r"\s+[IVX]{1,5}\b(?!\.)")


def is_part_of_another_name(mention: Mention, text: str, gazetteer: Gazetteer) -> bool:
    """Whether the name of a place or people is part of the name of an event, a wider people, a person or a team.

    `Korean` in `Korean War`, `American` in `Latin American`, `Lincoln` in `General Lincoln`, `Norfolk` in `the Duke of
    Norfolk`, `Portugal` in `Little Portugal`, `Gilgit` in `Gilgit-Baltistan`, and the team `Israel` in
    `Israel 2 Bulgaria 0`.
    """
    before = text[max(0, mention.start - WINDOW) : mention.start]
    if _HEAD.match(text, mention.end) or _QUARTER.search(before):
        return True
    if mention.type is not EntityType.COUNTRY:
        hyphen = _HYPHEN.match(text, mention.end)
        if hyphen and not gazetteer.named(hyphen[1]):
            return True
        if _PEERAGE.search(before):
            return True
        if mention.type is EntityType.CITY and _DISTRICT.search(before):
            return True
    if mention.form is MentionForm.DEMONYM and _PAN_ETHNIC.search(before):
        return True
    if mention.form is MentionForm.NAME and _PERSONAL_TITLE.search(before):
        return True
    return bool(_RESULT_AFTER.match(text, mention.end) and _RESULT_BEFORE.search(before))


def is_numbered(mention: Mention, text: str) -> bool:
    """Whether a Roman numeral follows the name (`Elizabeth II`)."""
    return bool(_NUMERAL.match(text, mention.end))


def following_province(mention: Mention, text: str) -> str:
    """The noun for a region beside the name of a city, with a space before it, or an empty string.

    It is ` region` for `Kursk region` and `the region of Kursk`.
    """
    match = _PROVINCE.match(text, mention.end) or _PROVINCE_OF.search(
        text[max(0, mention.start - WINDOW) : mention.start]
    )
    return f" {match[1]}" if match else ""


def inside_of(
    entries: tuple[Entry, ...], mention: Mention, context: ArticleContext, gazetteer: Gazetteer
) -> dict[str, bool | None]:
    """QID of each entry -> whether the city before the comma and the name lies in it (`Atlanta, Georgia`).

    Empty if there is no such city, or if it does not lie in exactly one of the entries.
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
