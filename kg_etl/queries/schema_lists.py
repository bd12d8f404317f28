"""Placeholders in queries for lists of all event classes or roles, which are taken from schema.toml.

A placeholder is an IRI in the scheme `kg-etl`, so that a query with placeholders is still SPARQL:

    VALUES ?class { <kg-etl:classes> }                        every class
    VALUES ?role { <kg-etl:roles> }                           every role
    ?event <kg-etl:role-path> ?entity                         a property path: any role
    VALUES ?role { <kg-etl:roles?without=addressee,host> }    every role but these
    # parameter: class (class) <kg-etl:class-names>           the classes as text, in a header
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from kg_etl.errors import QueryError
from kg_etl.queries.syntax import iri_term
from kg_etl.schema import CLASSES, ROLES
from kg_etl.vocabulary import DIP

_PLACEHOLDER = re.compile(r"<kg-etl:([^<>?\s]*)(?:\?without=([\w,]*))?>")


def with_schema_lists(sparql: str, classes: Iterable[str] = CLASSES, roles: Iterable[str] = ROLES) -> str:
    """A query with each placeholder replaced by its list.

    Args:
        sparql: The query as it stands in its file, before values are bound to it.
        classes: Names of the event classes.
        roles: Names of the roles.

    Raises:
        QueryError: there is no such placeholder, or `without` names an unknown class or role.

    >>> with_schema_lists("# <kg-etl:class-names>", classes=["Visit", "Agreement", "Offensive"])
    '# Visit, Agreement or Offensive'
    """
    members = {"classes": (*classes,), "class-names": (*classes,), "roles": (*roles,), "role-path": (*roles,)}

    def list_of(match: re.Match[str]) -> str:
        name, without = match[1], set((match[2] or "").split(",")) - {""}
        if name not in members:
            raise QueryError(f"there is no placeholder {match[0]}; available: {', '.join(members)}")
        if unknown := without - set(members[name]):
            raise QueryError(f"{match[0]}: {', '.join(sorted(unknown))} is not in the list")
        names = [member for member in members[name] if member not in without]
        if name == "class-names":
            return " or ".join(filter(None, (", ".join(names[:-1]), names[-1])))
        terms = [iri_term(str(DIP[member])) for member in names]
        return f"({'|'.join(terms)})" if name == "role-path" else " ".join(terms)

    return _PLACEHOLDER.sub(list_of, sparql)
