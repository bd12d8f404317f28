"""The candidates of a mention, each with its features and score."""

from __future__ import annotations

from kg_etl.gazetteer import Gazetteer
from kg_etl.linkers.gazetteer.article_context import ArticleContext
from kg_etl.linkers.gazetteer.features import ALL, Feature
from kg_etl.linkers.gazetteer.people import office_holders, people
from kg_etl.linkers.gazetteer.scored import Scored
from kg_etl.linkers.gazetteer.things import things
from kg_etl.linkers.gazetteer.titles import title_in_place_of_name, without_title
from kg_etl.model import Mention, MentionForm

__all__ = ["Scored", "candidates"]


def candidates(
    mention: Mention, context: ArticleContext, gazetteer: Gazetteer, features: frozenset[Feature] = ALL
) -> tuple[Scored, ...]:
    """The entries that a mention may denote, best first; none for pronouns and for nominals without a title.

    Args:
        mention: A mention of any form.
        context: The context of its article.
        gazetteer: The entries and titles.
        features: Groups of features in use; the others are unknown.
    """
    if mention.form is MentionForm.PRONOUN:
        return ()
    if mention.form is MentionForm.NOMINAL:
        title = title_in_place_of_name(mention.text, gazetteer) if Feature.TITLE in features else None
        entries = () if title is None else tuple(office_holders(title, context, gazetteer, features))
    else:
        name, title = without_title(mention.text, gazetteer)
        entries = (
            *things(name, mention, context, gazetteer, features),
            *people(name, title, mention, context, gazetteer, features),
        )
    return tuple(sorted(entries, key=lambda scored: -scored.score))
