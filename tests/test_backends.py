"""Backends of networkx: what is shown may be worked out by them, what is written never is."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from pathlib import Path

import networkx as nx
import pytest
from page_networks import small_network

from councilgraph.graph.centrality.networks import centrality

SPY = '''
"""Works out betweenness as networkx does and says so; whatever else it is given, it breaks."""
import sys
import networkx as nx


class Spy:
    def __getattr__(self, name):
        if name.startswith("_"):
            raise AttributeError(name)
        if name.startswith("convert_"):
            return lambda graph, *_, **__: graph
        if name in ("can_run", "should_run"):
            return lambda *_: True
        if name == "betweenness_centrality":
            return self.betweenness_centrality
        if name == "Graph" or not hasattr(nx, name) and not hasattr(nx.community, name):
            raise AttributeError(name)

        def broken(*_, **__):
            raise RuntimeError(f"{name} went to the backend")

        return broken

    def betweenness_centrality(self, *values, **named):
        sys.stderr.write("betweenness went to the backend")
        return nx.betweenness_centrality.orig_func(*values, **named)


spy = Spy()
'''
PROGRAM = """
import sys
from pathlib import Path
import networkx as nx
from page_networks import large_network, small_network
from councilgraph.graph.centrality.networks import centrality, measure_network
from councilgraph.graph.formats.networks import write_cytoscape, write_gexf, write_graphml, write_graphology
from councilgraph.graph.page import render

for network in (small_network(), large_network(400)):
    print(render(network))
network = nx.MultiDiGraph(small_network().edges())
measure_network(network)
for write in (write_cytoscape, write_gexf, write_graphml, write_graphology):
    write(network, sys.stdout.buffer)
print(centrality(network, "betweenness"), centrality(network, "pagerank"))
"""


def ran(folder: Path | None) -> subprocess.CompletedProcess[str]:
    """The program, with the spy as the backend that networkx is to prefer if there is a folder for it."""
    paths = [str(Path(__file__).parent), *filter(None, [os.environ.get("PYTHONPATH")])]
    environment = {**os.environ, "PYTHONHASHSEED": "1"}
    if folder is not None:
        about = folder / "spy-1.0.dist-info"
        about.mkdir()
        (folder / "spy_backend.py").write_text(SPY, "utf-8")
        (about / "METADATA").write_text("Metadata-Version: 2.1\nName: spy\nVersion: 1.0\n", "utf-8")
        (about / "entry_points.txt").write_text("[networkx.backends]\nspy = spy_backend:spy\n", "utf-8")
        paths.append(str(folder))
        environment["NETWORKX_BACKEND_PRIORITY"] = "spy"
    environment["PYTHONPATH"] = os.pathsep.join(paths)
    return subprocess.run(
        [sys.executable, "-c", PROGRAM], env=environment, capture_output=True, text=True, check=False
    )


def test_pages_and_files_are_the_same_whatever_backend_is_asked_for(tmp_path):
    alone, asked = ran(None), ran(tmp_path)
    assert (alone.returncode, alone.stderr) == (0, "")
    assert (asked.returncode, asked.stderr) == (0, "betweenness went to the backend")
    digests = [hashlib.sha256(one.stdout.encode()).hexdigest() for one in (alone, asked)]
    assert digests[0] == digests[1]


@pytest.mark.filterwarnings("ignore::UserWarning:networkx")
@pytest.mark.parametrize(
    ("name", "module"), [("parallel", "nx_parallel"), ("graphblas", "graphblas_algorithms")]
)
def test_an_installed_backend_gives_the_same(name, module):
    pytest.importorskip(module, exc_type=ImportError)
    network = small_network()
    alone = centrality(network, "betweenness")
    with nx.config(backend_priority=[name]):
        assert centrality(network, "betweenness") == alone
