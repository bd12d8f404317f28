"""Real SPARQL servers on loopback, each in a folder of its own, for tests and benchmarks: no containers, no root.

    process.py     what all servers share: started, awaited, stopped, killed
    oxigraph.py    from the development dependencies
    fuseki.py      Apache Jena's jar from Maven Central, TDB2, Java 17
    virtuoso.py    Debian's packages, unpacked and not installed

`python -m tools.servers` fetches what is missing; a server that cannot be had is an error that says how to get it.
"""

from tools.servers.fuseki import Fuseki
from tools.servers.oxigraph import Oxigraph
from tools.servers.process import Server, ServerError
from tools.servers.virtuoso import Virtuoso

SERVERS: dict[str, type[Server]] = {"oxigraph": Oxigraph, "fuseki": Fuseki, "virtuoso": Virtuoso}

__all__ = ["SERVERS", "Fuseki", "Oxigraph", "Server", "ServerError", "Virtuoso"]
