"""luigi.cfg -> frozen settings -> the objects of a run.

sections.py     the sections and keys of luigi.cfg, with their defaults and what a value may be
settings.py     the settings of a deployment as one frozen value
components.py   settings -> source, extractor, linker, gazetteer, shapes, store: the composition root
plugins.py      backends of other packages, as entry points
versions.py     settings -> short hashes of all that decides the output of each stage
"""

from __future__ import annotations

from kg_etl.settings.components import Components
from kg_etl.settings.settings import Settings, settings_of
from kg_etl.settings.versions import Versions

__all__ = ["Components", "Settings", "Versions", "settings_of"]
