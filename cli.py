"""The commands. Each is a signature, a call into the library, and a call that prints.

Data goes to stdout, everything else to stderr. Exit codes: 0 done, 1 a bug, 2 usage, 3 a known error,
4 checks failed.
"""

from __future__ import annotations

import datetime as dt
import functools
import itertools
import os
import shutil
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from councilgraph.graph.dates import parse_day
from councilgraph.graph.errors import AmbiguousError, CouncilgraphError, UsageError
from councilgraph.graph.formats.rows import FORMATS, format_rows, plain
from councilgraph.graph.rows import Rows

if TYPE_CHECKING:
    from councilgraph.graph.model import Document, Extraction
    from councilgraph.graph.remote import Credentials
    from councilgraph.graph.review import Reviewer
    from councilgraph.graph.store import Store, Writer

app = typer.Typer(
    add_completion=True,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    help="A knowledge graph of councils, people and events. Every fact leads to the words that say it.",
)


def _folder(text: str | Path) -> Path:
    """The folder of a store, typed or the default. Raises UsageError for a service, which is for reading."""
    from councilgraph.graph.remote import is_address

    if is_address(str(text)):
        raise UsageError(
            f"{text}: this command needs a store on this machine",
            hint="build into a folder, and load the service with: councilgraph push URL",
        )
    return Path(text)


StoreOption = Annotated[
    Path,
    typer.Option(
        "--store",
        envvar="COUNCILGRAPH_STORE",
        help="The folder of the store.",
        metavar="DIR",
        parser=_folder,
    ),
]
ReadOption = Annotated[
    str,
    typer.Option(
        "--store",
        envvar="COUNCILGRAPH_STORE",
        help="The folder of the store, or the address of a SPARQL service.",
        metavar="DIR|URL",
    ),
]
FormatOption = Annotated[str, typer.Option("--format", help=f"How rows are shown: {', '.join(FORMATS)}.")]
AsOfOption = Annotated[str | None, typer.Option("--as-of", help="What held on this day.", metavar="DATE")]
DecisionsOption = Annotated[
    Path | None,
    typer.Option(
        "--decisions",
        envvar="COUNCILGRAPH_DECISIONS",
        help="The file of decisions about people; unless given, the store's name with .decisions.",
        metavar="FILE",
    ),
]
DEFAULT_STORE = Path("councilgraph.store")
DEFAULT_READ = str(DEFAULT_STORE)


@app.command()
def build(
    sources: Annotated[
        list[Path] | None, typer.Argument(metavar="[SOURCE]...", help="Documents, folders or registers.")
    ] = None,
    store: StoreOption = DEFAULT_STORE,
    workers: Annotated[
        str | None,
        typer.Option(
            help="Processes that read documents, unless given one a core; or the address of a Dask cluster.",
            metavar="N|tcp://HOST:PORT",
        ),
    ] = None,
    decisions: DecisionsOption = None,
    mapping: Annotated[
        list[Path] | None,
        typer.Option(help="A TOML file that says what a register's columns mean.", metavar="FILE"),
    ] = None,
    is_dry: Annotated[
        bool, typer.Option("--dry-run", help="Show the first ten facts and all problems; write nothing.")
    ] = False,
    is_again: Annotated[bool, typer.Option("--again", help="Read also what is in the store.")] = False,
    time_limit: Annotated[
        float, typer.Option(min=0.1, help="A document that takes so many seconds is given up.")
    ] = 120,
    memory_limit: Annotated[
        int, typer.Option(min=500, help="Nor may reading one take more megabytes of memory.")
    ] = 4000,
    model: Annotated[
        str | None,
        typer.Option(help="Let this language model of the llm library read prose.", metavar="NAME"),
    ] = None,
    is_agreed: Annotated[
        bool, typer.Option("--yes", help="Send documents to the model without asking first.")
    ] = False,
) -> None:
    """Read documents into a store.

    Text, Markdown, web pages, PDF, CSV registers and JSON of Popolo or FollowTheMoney are read; without
    SOURCE, those that come with the program. What is in the store already is left alone, and a file that has
    changed takes the place of what it held before. A document that can't be read is a problem, listed at the
    end, and stops none of the others. With --dry-run you see what would come of it, which is the way to try a
    mapping. With --model, text is sent to a language model once you have agreed to what is sent and where;
    what the model says is kept where its quotes stand in the document.
    """
    from councilgraph.graph import build as pipeline
    from councilgraph.graph import rehearsal
    from councilgraph.graph.cluster import parse_workers
    from councilgraph.graph.formats.problems import problem_lines
    from councilgraph.graph.identity.decisions import decision_file, read_decisions
    from councilgraph.graph.registers import read_mapping
    from councilgraph.graph.sources import bundled_sources
    from councilgraph.graph.store import memory_store, open_writer
    from councilgraph.graph.workers import Limits

    documents = sources or bundled_sources()
    readers = parse_workers(workers) if workers else os.cpu_count() or 1
    with memory_store() if is_dry else open_writer(store) as writer:
        report = pipeline.build(
            writer,
            documents,
            now=_now(),
            options=pipeline.Options(
                workers=readers,
                limits=Limits(time_limit, memory_limit),
                decisions=read_decisions(decisions or decision_file(store)),
                mappings=tuple(map(read_mapping, mapping or ())),
                read_prose=_asking(model, writer, documents, is_again, is_agreed) if model else None,
                is_again=is_again,
            ),
            on_read=_progress("documents read"),
        )
        _say_lines(problem_lines(report.problems))
        if is_dry:
            _print_rows(rehearsal.first_facts(writer), "table")
    _say_lines(["a dry run: nothing was written"] if is_dry else report.in_words())
    if report.was_interrupted:
        _say("interrupted: what was read by then is in the store; run the same command again for the rest")
        raise typer.Exit(130)


@app.command(context_settings={"allow_extra_args": True, "ignore_unknown_options": True})
def ask(
    context: typer.Context,
    question: Annotated[str | None, typer.Argument(help="Its name; without one, all are listed.")] = None,
    store: ReadOption = DEFAULT_READ,
    format_: FormatOption = "table",
) -> None:
    """Ask a ready-made question: ask QUESTION --NAME VALUE ...

    `ask` alone lists the questions, `ask QUESTION --explain` says what one takes. Each row is followed by
    the words behind it and the document in which they stand.
    """
    from councilgraph.graph import answers, questions

    if question is None:
        _print_rows(answers.summaries(), format_)
        return
    asked = questions.question(question)
    if context.args == ["--explain"]:
        _print(answers.explain(asked))
        return
    with _opened(store) as opened:
        _print_rows(answers.ask(opened, asked, answers.only_values(context.args)), format_)
        _say_lines(f"note: {line}" for line in opened.notes)


@app.command()
def query(
    sparql: Annotated[str | None, typer.Argument(help="The query; - reads it from standard input.")] = None,
    file: Annotated[Path | None, typer.Option("-f", "--file", help="A file with the query.")] = None,
    store: ReadOption = DEFAULT_READ,
    format_: FormatOption = "table",
) -> None:
    """Ask in SPARQL 1.1, read only. The ontology's prefixes need not be declared.

    Facts are in the default graph; what a document says is in the graph of that document.
    """
    from councilgraph.graph import answers
    from councilgraph.graph.query_advice import advice

    text = _query_text(sparql, file)
    with _opened(store) as opened:
        rows = answers.query(opened, text)
        _say_lines(f"note: {line}" for line in (*advice(text), *opened.notes))
        _print_rows(rows, format_)


@app.command()
def find(
    text: Annotated[str, typer.Argument(help="Words of a name, or words in a document.")],
    store: ReadOption = DEFAULT_READ,
    format_: FormatOption = "table",
    limit: Annotated[int, typer.Option(min=1, help="At most so many entities, and so many documents.")] = 20,
) -> None:
    """Find entities and documents by name or words."""
    from councilgraph.graph import search

    with _opened(store) as opened:
        _print_rows(search.found_rows(search.find(opened, text, limit=limit)), format_)


@app.command()
def show(
    entity: Annotated[str, typer.Argument(help="An IRI, a name, or enough of one.")],
    store: ReadOption = DEFAULT_READ,
    format_: FormatOption = "table",
    as_of: AsOfOption = None,
) -> None:
    """Show all that is known of an entity, with quotes.

    The list is in the order of time; each line is followed by the words behind it.
    """
    from councilgraph.graph import dossier, search

    with _opened(store) as opened:
        found = dossier.dossier(opened, search.entity(opened, entity), as_of=_day(as_of))
        if format_ == "table":
            _print(dossier.heading(found))
        _print_rows(dossier.rows(found), format_)


@app.command()
def path(
    start: Annotated[str, typer.Argument(metavar="A", help="An entity.")],
    end: Annotated[str, typer.Argument(metavar="B", help="Another one.")],
    store: ReadOption = DEFAULT_READ,
    format_: FormatOption = "table",
    as_of: AsOfOption = None,
) -> None:
    """Explain how two entities are connected, with quotes.

    The way with the fewest links is taken, and of those the one past the fewest others.
    """
    from councilgraph.graph import connections, search

    with _opened(store) as opened:
        ends = search.entity(opened, start), search.entity(opened, end)
        _print_rows(connections.connection_rows(opened, *ends, as_of=_day(as_of)), format_)


@app.command(context_settings={"allow_extra_args": True, "ignore_unknown_options": True})
def page(
    context: typer.Context,
    entities: Annotated[
        list[str] | None, typer.Argument(metavar="[ENTITY]...", help="Where to begin.")
    ] = None,
    output: Annotated[Path, typer.Option("-o", "--output", help="The file to write.")] = Path("page.html"),
    store: ReadOption = DEFAULT_READ,
    hops: Annotated[int, typer.Option(min=0, help="How many links away from them to go.")] = 1,
    kind: Annotated[list[str] | None, typer.Option(help="Only links of this kind (repeat it).")] = None,
    since: Annotated[str | None, typer.Option(help="Only what may hold after it.", metavar="DATE")] = None,
    until: Annotated[str | None, typer.Option(help="Only what may hold before it.", metavar="DATE")] = None,
    as_of: AsOfOption = None,
    max_entities: Annotated[int, typer.Option(min=1, help="At most so many entities.")] = 2000,
    title: Annotated[str | None, typer.Option(help="The page's title.")] = None,
    question: Annotated[
        str | None, typer.Option(help="Draw its answer; its --NAME VALUE follow.", metavar="NAME")
    ] = None,
    sparql: Annotated[str | None, typer.Option(help="Draw what a CONSTRUCT gives.", metavar="QUERY")] = None,
    like: Annotated[
        Path | None, typer.Option(help="An earlier page: what it shows keeps its place.", metavar="FILE")
    ] = None,
) -> None:
    """Draw an interactive network in one offline file.

    Without ENTITY the whole graph is drawn. The file needs no connection to anywhere.
    """
    from councilgraph.graph import answers, network, search
    from councilgraph.graph.formats.export import replaced
    from councilgraph.graph.page import PageOptions, read_positions, render
    from councilgraph.graph.remote import here

    values, names = answers.split_values([*(entities or ()), *context.args])
    is_all = not names and question is None and sparql is None
    with _opened(store) as remote_or_not, here(remote_or_not, is_needed=is_all) as opened:
        starts = [search.entity(opened, name) for name in names]
        if question is not None:
            drawn = answers.network_of_answer(opened, question, values, title=title, limit=max_entities)
        elif sparql is not None:
            drawn = answers.network_of_query(opened, sparql, title=title)
        else:
            answers.check_no_values(values)
            scope = network.Scope(
                hops=hops,
                kinds=frozenset(word.lower() for word in kind or ()),
                since=_day(since),
                until=_day(until),
                as_of=_day(as_of),
                max_entities=max_entities,
            )
            drawn = network.neighbourhood(opened, starts or network.all_entities(opened), scope, title=title)
        options = PageOptions(
            selected=starts[0] if len(starts) == 1 else None,
            positions=read_positions(like) if like else {},
        )
        with replaced(output) as stream:
            stream.write(render(drawn, options).encode())
    _say(f"{output}: {drawn.number_of_nodes()} entities, {drawn.number_of_edges()} links")


@app.command()
def export(
    output: Annotated[Path, typer.Option("-o", "--output", help="The file to write.")],
    format_: Annotated[
        str | None, typer.Option("-f", "--format", help="Its format, if not by its suffix.")
    ] = None,
    document: Annotated[
        list[str] | None,
        typer.Option(help="In a network only what this document says (repeat it).", metavar="NAME"),
    ] = None,
    store: ReadOption = DEFAULT_READ,
) -> None:
    """Write RDF, claims, tenures or a network to a file.

    The suffix says the format: .nq .trig .ttl .jsonld .graphml .gexf .xlsx, and .jsonl or .csv for claims.
    `-f claims` and `-f tenures` write rows as .jsonl, .json or .csv; `-f popolo` and `-f ftm` are for other
    programs that know people and their posts. docs/formats.md has them all.
    """
    from councilgraph.graph import search
    from councilgraph.graph.formats import export as exports
    from councilgraph.graph.remote import here

    with _opened(store) as found, here(found) as opened:
        documents = [search.document(opened, each) for each in document or ()]
        exports.export(opened, output, name=format_, documents=documents)
    _say(f"{output}: written")


@app.command()
def check(store: ReadOption = DEFAULT_READ, format_: FormatOption = "table") -> None:
    """Check shapes, contradictions, gaps and overlaps.

    The exit code is 4 where something is found that cannot be: a broken shape, a contradiction, an end
    before its start. What only looks odd is listed and does not count.
    """
    from councilgraph.graph import checks
    from councilgraph.graph.remote import here

    with _opened(store) as opened, here(opened) as whole:
        found = checks.check(whole)
        _print_rows(checks.rows(found, whole), format_)
    _say(checks.summary(found))
    if any(finding.is_failure for finding in found):
        raise typer.Exit(4)


@app.command()
def review(
    store: StoreOption = DEFAULT_STORE,
    decisions: DecisionsOption = None,
    is_list: Annotated[bool, typer.Option("--list", help="List the pairs that wait.")] = False,
    decide: Annotated[
        tuple[str, str] | None, typer.Option(help="Decide on one pair.", metavar="ID VERDICT")
    ] = None,
    because: Annotated[str, typer.Option(help="Why.", metavar="WORDS")] = "",
    undo: Annotated[str | None, typer.Option(help="Take a decision back.", metavar="ID")] = None,
    by: Annotated[str, typer.Option(envvar="USER", help="Who decides.", metavar="NAME")] = "somebody",
    format_: FormatOption = "table",
) -> None:
    """Decide which mentions are one person: same, different, skip.

    Pairs that look alike are shown side by side with their quotes. Decisions are written to a text file that
    can be read and kept with the documents; building again never loses them, and each can be undone.
    """
    from councilgraph.graph import review as pairs
    from councilgraph.graph.identity.decisions import decision_file
    from councilgraph.graph.store import open_store, open_writer

    if is_list:
        with open_store(store) as opened:
            _print_rows(pairs.rows(pairs.candidates(opened)), format_)
        return
    reviewer = pairs.Reviewer(decisions or decision_file(store), by, dt.date.today().isoformat())
    with open_writer(store) as writer:
        if undo is not None:
            _say_lines(pairs.undo(writer, pairs.candidate(writer, undo), reviewer.file).in_words())
        elif decide is not None:
            chosen = pairs.candidate(writer, decide[0])
            done = pairs.decide(writer, chosen, decide[1], why=because, reviewer=reviewer)
            _say_lines(done.in_words())
        else:
            _review_in_turn(writer, reviewer)


@app.command()
def diff(
    old: Annotated[Path, typer.Argument(metavar="OLD", help="The folder of a store.")],
    new: Annotated[Path, typer.Argument(metavar="NEW", help="The folder of another one.")],
    format_: FormatOption = "table",
) -> None:
    """Say what changed between two stores."""
    from councilgraph.graph import comparison
    from councilgraph.graph.store import open_store

    with open_store(old) as before, open_store(new) as after:
        found = comparison.differences(before, after)
    if found or format_ != "table":
        _print_rows(comparison.rows(found), format_)
    _say_lines(comparison.in_words(found))


@app.command()
def remove(
    document: Annotated[str, typer.Argument(help="A file name, a hash, or the beginning of one.")],
    store: StoreOption = DEFAULT_STORE,
    decisions: DecisionsOption = None,
) -> None:
    """Take a document out, with all that only it says."""
    from councilgraph.graph import build as pipeline
    from councilgraph.graph import search
    from councilgraph.graph.identity.decisions import decision_file, read_decisions
    from councilgraph.graph.store import open_writer

    with open_writer(store) as writer:
        sha256 = search.document(writer, document)
        known = read_decisions(decisions or decision_file(store))
        _say_lines(pipeline.remove(writer, sha256, now=_now(), decisions=known).in_words())


@app.command()
def push(
    url: Annotated[str, typer.Argument(help="The address at which the service answers queries.")],
    store: StoreOption = DEFAULT_STORE,
    graph_store: Annotated[
        str | None,
        typer.Option(
            help="Where it takes graphs; unless given, where Oxigraph or Virtuoso does.", metavar="URL"
        ),
    ] = None,
    update: Annotated[
        str | None,
        typer.Option(
            help="Where it takes updates: send those and no graphs. A service without a graph store is sent "
            "updates unasked.",
            metavar="URL",
        ),
    ] = None,
    is_pruning: Annotated[
        bool, typer.Option("--prune", help="Take out what the service has and this store has not.")
    ] = False,
    is_dry: Annotated[bool, typer.Option("--dry-run", help="Say what would be sent; send nothing.")] = False,
    timeout: Annotated[float, typer.Option(min=1, help="So many seconds are waited for an answer.")] = 120,
) -> None:
    """Load the store into a SPARQL service.

    For a store that one machine can no longer serve. Each document's graph is sent whole, then the facts;
    what the service has already is passed over, so that a push that was cut off goes on where it was.
    Afterwards every command that reads takes --store URL. The name and password of a service that asks for
    them are read from the environment variable COUNCILGRAPH_CREDENTIALS, as NAME:PASSWORD or "Bearer TOKEN".
    """
    from councilgraph.graph import remote
    from councilgraph.graph.store import open_store

    limits = remote.Limits(timeout_s=timeout)
    target = remote.Target(url, graph_store, _credentials(), limits, update=update)
    wishes = remote.Wishes(is_dry=is_dry, is_pruning=is_pruning, on_graph=_progress("documents sent"))
    with open_store(store) as opened:
        pushed = remote.push(opened, target, wishes)
    _say_lines(pushed.in_words())


@app.command()
def backup(
    file: Annotated[Path, typer.Argument(help="The file to write.", metavar="FILE")],
    store: StoreOption = DEFAULT_STORE,
    decisions: DecisionsOption = None,
) -> None:
    """Write a store and the decisions about it to one file, also while a build runs."""
    from councilgraph.graph.backup import back_up

    _say(f"{file}: {back_up(store, file, decisions=decisions).in_words()}")


@app.command()
def restore(
    file: Annotated[Path, typer.Argument(help="A file that `backup` wrote.", metavar="FILE")],
    store: StoreOption = DEFAULT_STORE,
    decisions: DecisionsOption = None,
) -> None:
    """Make a store of a backup. What is there already is never overwritten."""
    from councilgraph.graph import backup as backups

    _say(f"{store}: {backups.restore(file, store, decisions=decisions).in_words()}")


@app.command()
def serve(
    store: StoreOption = DEFAULT_STORE,
    port: Annotated[int, typer.Option(min=0, max=65535, help="Where to listen; 0 is any free port.")] = 8001,
    host: Annotated[str, typer.Option(help="An address that others reach; needs a token.")] = "127.0.0.1",
    token: Annotated[
        str | None,
        typer.Option(envvar="COUNCILGRAPH_TOKEN", help="A secret that every request must carry."),
    ] = None,
    is_review: Annotated[bool, typer.Option("--review", help="Let people be told apart there.")] = False,
    decisions: DecisionsOption = None,
    by: Annotated[str, typer.Option(envvar="USER", help="Who decides.", metavar="NAME")] = "somebody",
) -> None:
    """Show the store in a browser, and answer SPARQL.

    The endpoint is at /sparql. Without --review nothing can be changed. What is built meanwhile is there at
    the next click.
    """
    from councilgraph.graph import web
    from councilgraph.graph.identity.decisions import decision_file
    from councilgraph.graph.store import open_store

    reviewing = web.Reviewing(decisions or decision_file(store), by, lambda: dt.date.today().isoformat())
    settings = web.settings_for(host, token, reviewing=reviewing if is_review else None)
    open_store(store).close()
    with web.listen(host, port) as listening:
        _say(f"http://{settings.hosts[0]}:{listening.getsockname()[1]}/  (stop with Ctrl-C)")
        web.serve(web.app(store, settings), listening, settings.limits)


@app.command()
def mcp(store: StoreOption = DEFAULT_STORE) -> None:
    """Let an AI assistant ask the store.

    It speaks the Model Context Protocol on standard input and output: an assistant's program starts it. It
    answers with quotes, and changes nothing.
    """
    from councilgraph.graph import assistant
    from councilgraph.graph.store import open_store

    open_store(store).close()
    assistant.serve(functools.partial(open_store, store))


@app.command()
def stats(
    store: ReadOption = DEFAULT_READ,
    format_: FormatOption = "table",
    central: Annotated[
        str | None,
        typer.Option(
            help="The most central entities instead, by degree, pagerank or betweenness.", metavar="MEASURE"
        ),
    ] = None,
    is_communities: Annotated[
        bool, typer.Option("--communities", help="The communities that entities form instead.")
    ] = False,
    only: Annotated[
        str | None, typer.Option(help="Of the central ones those of a kind: person, council.", metavar="KIND")
    ] = None,
    as_of: AsOfOption = None,
    limit: Annotated[int, typer.Option(min=1, help="At most so many of either.")] = 20,
) -> None:
    """Count what is in the store, or say who is central in it.

    With --central: to how many others an entity is linked (degree), how often it is met by following links
    (pagerank), how many of the shortest ways lead through it (betweenness). Links count whatever they are,
    once for each two entities.
    """
    from councilgraph.graph import counts
    from councilgraph.graph.centrality import rows
    from councilgraph.graph.remote import here

    is_plain = central is None and not is_communities
    if (central is not None and is_communities) or (only and central is None) or (as_of and is_plain):
        raise UsageError(
            "--only goes with --central, --as-of with that or with --communities",
            hint="for example: councilgraph stats --central degree --only person",
        )
    if is_plain:
        with _opened(store) as opened:
            _print_rows(counts.rows(opened), format_)
        return
    with _opened(store) as remote_or_not, here(remote_or_not) as opened:
        found = (
            rows.central(opened, central, only=only, as_of=_day(as_of))
            if central is not None
            else rows.community_rows(opened, as_of=_day(as_of))
        )
        _print_rows(Rows(found.columns, itertools.islice(found.rows, limit)), format_)


@app.command()
def doctor(store: StoreOption = DEFAULT_STORE, format_: FormatOption = "table") -> None:
    """Say what is installed, what is missing and what the store holds.

    The exit code is 4 where something is wrong: a package is not there, a plug-in is broken, the store is
    damaged, or what lies beside its graph is not in step with it.
    """
    from councilgraph.graph import doctor as examination

    found = examination.examine(store)
    _print_rows(examination.rows(found), format_)
    _say(examination.summary(found))
    if any(finding.state == "wrong" for finding in found):
        raise typer.Exit(4)


def main() -> NoReturn:
    """Run the command line; known errors become a message, a hint and an exit code."""
    try:
        app()
    except CouncilgraphError as error:
        _say(f"error: {plain(error.message)}")
        if isinstance(error, AmbiguousError):
            for candidate in error.candidates:
                _say(f"  {plain(candidate)}")
        if error.hint:
            _say(f"hint: {plain(error.hint)}")
        sys.exit(2 if isinstance(error, UsageError) else 3)
    except KeyboardInterrupt:
        _say("interrupted")
        sys.exit(130)
    except BrokenPipeError:
        # Whoever read our output has gone; the interpreter must not complain about that at its end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
    sys.exit(0)


def _opened(store: str) -> Store:
    """The store in a folder, or the one that a service has, for reading."""
    from councilgraph.graph import remote
    from councilgraph.graph.store import open_store

    if remote.is_address(store):
        return remote.open_remote(store, _credentials())
    return open_store(Path(store))


def _credentials() -> Credentials | None:
    from councilgraph.graph import remote

    given = os.environ.get("COUNCILGRAPH_CREDENTIALS")
    return remote.parse_credentials(given) if given else None


def _say(text: str) -> None:
    typer.echo(text, err=True)


def _say_lines(lines: Iterable[str]) -> None:
    for line in lines:
        _say(line)


def _now() -> str:
    return dt.datetime.now(dt.UTC).isoformat(timespec="seconds")


def _asking(
    model: str, writer: Writer, sources: list[Path], is_again: bool, is_agreed: bool
) -> Callable[[Document], Extraction]:
    """An extractor that asks a language model, once it was said what is sent, and somebody agreed."""
    from councilgraph.graph import build as pipeline
    from councilgraph.graph.extractors import language_model
    from councilgraph.graph.sources import files_of

    opened = language_model.open_model(model)
    files, _ = pipeline.fresh_files(writer, files_of(sources), is_again=is_again)
    size = sum(path.stat().st_size for path in files if path.exists())
    _say(f"to be sent: the text of up to {len(files)} documents ({size:,} bytes as files), but no registers")
    _say(f"and no inspection reports, to {opened.address}")
    if files and not is_agreed:
        if not sys.stdin.isatty():
            raise UsageError("nothing was sent: nobody agreed to it", hint="agree with --yes")
        typer.confirm("send it?", abort=True, err=True)
    return functools.partial(language_model.extract, model=opened)


def _review_in_turn(writer: Writer, reviewer: Reviewer) -> None:
    """Show pair after pair and ask; `q` or the end of input stops."""
    from councilgraph.graph import review as pairs

    waiting = pairs.candidates(writer)
    for number, chosen in enumerate(waiting, 1):
        _print(f"\n{number} of {len(waiting)}")
        _print_rows(pairs.rows([chosen]), "table")
        answer = typer.prompt("[s]ame, [d]ifferent, s[k]ip, [q]uit", default="k").strip().lower()[:1]
        if answer == "q":
            return
        verdict = {"s": "same", "d": "different"}.get(answer)
        if verdict:
            why = typer.prompt("because", default="")
            _say_lines(pairs.decide(writer, chosen, verdict, why=why, reviewer=reviewer).in_words())
    _say("no pair is left")


def _print(text: str) -> None:
    typer.echo(text)


def _print_rows(rows: Rows, kind: str) -> None:
    if kind not in FORMATS:
        raise UsageError(
            f"no format is called {kind!r}", hint=f"use --format with one of: {', '.join(FORMATS)}"
        )
    has_any = False
    for line in format_rows(rows, kind, width=shutil.get_terminal_size((100, 24)).columns):
        typer.echo(line)
        has_any = True
    if not has_any and kind == "table":
        _say("nothing found")


def _progress(what: str) -> Callable[[object], None]:
    """A counter on a terminal, nothing elsewhere."""
    count = itertools.count(1)

    def step(_: object) -> None:
        if sys.stderr.isatty():
            typer.echo(f"\r{next(count)} {what}", err=True, nl=False)

    return step


def _query_text(sparql: str | None, file: Path | None) -> str:
    if (sparql is None) == (file is None):
        raise UsageError("give a query, or a file with one", hint='councilgraph query "SELECT ..."')
    if file is not None:
        try:
            return file.read_text("utf-8")
        except (OSError, UnicodeDecodeError) as error:
            raise UsageError(f"{file}: cannot be read ({error})") from error
    return sys.stdin.read() if sparql == "-" else str(sparql)


def _day(text: str | None) -> dt.date | None:
    return parse_day(text) if text else None
