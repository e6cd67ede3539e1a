#!/bin/sh
# What `make demo` shows: build the graph that comes with the program, ask it three things, draw it.
set -eu
export COUNCILGRAPH_STORE=demo.store
say() { printf '\n\033[1m$ councilgraph %s\033[0m\n' "$*"; councilgraph "$@"; }

say build
say ask who-held --council Cornwall --post director_of_childrens_services
say ask trajectory --council Cornwall
say ask said --council Cornwall
say page Cornwall --hops 2 -o demo.html
cat <<'E2'

Open demo.html in a browser: it needs no network. Then try your own:

  . .venv/bin/activate
  export COUNCILGRAPH_STORE=demo.store
  councilgraph ask                          the ready-made questions
  councilgraph show "Dawn Primarolo"        all that is known about somebody
  councilgraph path "Dawn Primarolo" "Kevin Peers"
  councilgraph build FOLDER --store my.store
E2
