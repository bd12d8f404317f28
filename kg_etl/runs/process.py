"""State that the tasks of one process share: settings, plans, store."""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import TypeVar

import luigi
from msgspec.structs import replace

from kg_etl import loading
from kg_etl.errors import StoreError
from kg_etl.loading import StoreState
from kg_etl.runs import monitoring, planning, spool
from kg_etl.runs.configuration import configured_settings
from kg_etl.runs.forked import run_forked
from kg_etl.runs.planning import Plan
from kg_etl.runs.quarantine import Quarantine
from kg_etl.settings import Components, Settings, Versions

T = TypeVar("T")


_given: list[Settings] = []


@cache
def settings() -> Settings:
    """The settings of this process."""
    return _given[-1] if _given else configured_settings()


@cache
def components() -> Components:
    """The components of these settings."""
    return Components(settings())


@cache
def versions() -> Versions:
    """The versions of these settings."""
    return Versions(components())


def use(chosen: Settings) -> None:
    """Sets the settings of this process, on a machine without luigi.cfg."""
    if chosen not in _given:
        _given[:] = [chosen]
        _forget_settings()


@cache
def plan(paths: tuple[str, ...], store: str) -> Plan:
    """The plan, made once in each process and recorded in the log; later changes are for the next run."""
    started = time.perf_counter()
    made = _planned(paths, store)
    record = monitoring.Record(
        at=dt.datetime.now(dt.UTC),
        stage="plan",
        span="all",
        number=0,
        digest="",
        seconds=time.perf_counter() - started,
        articles=len(made),
        due=made.due,
    )
    monitoring.append(settings().log, record)
    return made


def _planned(paths: tuple[str, ...], store: str) -> Plan:
    chosen = settings()
    is_there = True
    try:
        state = query_store(store, loading.store_state)
    except StoreError:
        if "://" in store or Path(store).exists():
            raise
        is_there, state = False, StoreState()
    outcomes = components().articles(paths, dt.datetime.now(dt.UTC))
    made = planning.planned(
        outcomes,
        state,
        Quarantine(chosen.data / "quarantine").get,
        versions().pipeline,
        chosen.base,
        spool_file().put,
    )
    if not (is_there and made.has_outdated):
        return made
    return replace(made, changes=query_store(store, loading.changed_parts, versions().provenance))


def query_store(location: str, question: Callable[..., T], *about: object) -> T:
    """The answer of a store; an embedded one is opened in a forked process.

    After a process has opened an embedded store, RocksDB relies on threads that a forked worker does not have, and the
    worker blocks for ever when it writes. Therefore a process that forks workers must not open a store.

    Args:
        location: Folder or URL of the store.
        question: Called with the store; its result must be picklable.
        about: The other arguments.

    Raises:
        StoreError: raised by the question, or its process was killed.
    """

    def answer() -> T:
        with components().open_store(location, read_only=True) as store:
            return question(store, *about)

    if "://" in location:
        return answer()
    try:
        return run_forked(answer)
    except ChildProcessError:
        raise StoreError(f"the process that asked the store in {location} was killed: run again") from None


@cache
def spool_file() -> spool.SpoolFile:
    """The pending articles of this process's plans."""
    return spool.SpoolFile(settings().data)


def forget_plans() -> None:
    """Discards the plan, so that the next one is made again."""
    _forget_settings()
    plan.cache_clear()
    spool_file.cache_clear()
    luigi.task_register.Register.clear_instance_cache()


def _forget_settings() -> None:
    for kept in (settings, components, versions):
        kept.cache_clear()
