"""The explorer for people and the SPARQL endpoint for programs: a small web server over one store.

    settings = settings_for("127.0.0.1")
    with listen("127.0.0.1", 8001) as listening:
        serve(app(path, settings), listening, settings.limits)

Every page is a function of the store and of what was asked (`pages`). It runs in a process of its own that
can be stopped (`pool`, `work`), so that no request, however costly, takes the server with it.
"""

from councilgraph.graph.web.app import app
from councilgraph.graph.web.server import listen, serve, server
from councilgraph.graph.web.settings import Limits, Reviewing, Settings, settings_for

__all__ = ["Limits", "Reviewing", "Settings", "app", "listen", "serve", "server", "settings_for"]
