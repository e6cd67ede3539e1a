"""The tools in the words of the Model Context Protocol: names, parameters and what each is good for."""

from __future__ import annotations

import asyncio
import inspect
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from importlib.metadata import version
from typing import Annotated, Any

from mcp.server.mcpserver import Context, MCPServer
from mcp.server.mcpserver.exceptions import ToolError
from mcp_types import ToolAnnotations
from pydantic import Field

from councilgraph.graph.assistant import tools
from councilgraph.graph.assistant.desk import Desk, desk
from councilgraph.graph.assistant.wording import NOTICE, Plain
from councilgraph.graph.errors import UsageError
from councilgraph.graph.web.asked import MAX_TEXT_CHARS
from councilgraph.graph.web.calls import Work
from councilgraph.graph.web.settings import Limits
from councilgraph.graph.web.work import OpenStore

INSTRUCTIONS = (
    "A knowledge graph of UK councils, people and events, made from documents. It can be read and not "
    "changed. Every fact has the quotes that say so. Begin with `search` to get addresses, or with "
    "`questions` to see what can be asked at once. An entity is named by its address, its name or its code; "
    "a name that fits several is an error that lists them. Dates may be partly known: 2009-10 is some day in "
    "that month. " + NOTICE
)
MAX_QUERY_CHARS = 100_000

Text = Annotated[str, Field(min_length=1, max_length=MAX_TEXT_CHARS)]
Name = Annotated[
    str, Field(min_length=1, max_length=MAX_TEXT_CHARS, description="Its address, its name or its code.")
]
Day = Annotated[str, Field(pattern=r"^\d{4}-\d{2}-\d{2}$", description="A day, as 2019-03-31.")]
Limit = Annotated[int, Field(ge=1, le=200, description="At most so many; an answer says if there are more.")]
Offset = Annotated[int, Field(ge=0, le=1_000_000, description="Where to go on, as `next_offset` said.")]
Asking = Context[Desk, Any]


async def search(ctx: Asking, text: Text, limit: Limit = 10) -> Plain:
    """Find councils, people, posts and inspectorates by name, and documents by the words in them."""
    return await _answer(ctx, tools.search, {"text": text, "limit": limit})


async def entity(
    ctx: Asking, entity: Name, as_of: Day | None = None, limit: Limit = 40, offset: Offset = 0
) -> Plain:
    """All that is known of an entity: posts, events, inspections, grades and statements, in order of time.

    Each fact has its quotes. With as_of, only what held on that day, certainly or possibly. The address of a
    fact works too.
    """
    asked = {"entity": entity, "as_of": as_of, "limit": limit, "offset": offset}
    return await _answer(ctx, tools.entity, asked)


async def claims(
    ctx: Asking,
    of: Annotated[Name, Field(description="An entity, a fact or a claim; or a document, by its file name.")],
    limit: Limit = 20,
    offset: Offset = 0,
) -> Plain:
    """What each document says, in its own words: every claim behind an entity or a fact, or in a document.

    A claim has its quote, how sure the reader of the document was, and what a pronoun in it stands for.
    """
    return await _answer(ctx, tools.claims, {"of": of, "limit": limit, "offset": offset})


async def posts_on(
    ctx: Asking,
    day: Day,
    council: Annotated[Name | None, Field(description="Only at this council or other body.")] = None,
    post: Annotated[Text | None, Field(description="Only such posts: chief_executive, or words.")] = None,
    limit: Limit = 40,
    offset: Offset = 0,
) -> Plain:
    """Who was in post on a day: certainly, or possibly where dates are only partly known; with quotes."""
    asked = {"day": day, "council": council, "post": post, "limit": limit, "offset": offset}
    return await _answer(ctx, tools.posts_on, asked, is_query=True)


async def path(ctx: Asking, start: Name, end: Name, as_of: Day | None = None) -> Plain:
    """How two entities are connected: the shortest chain of facts from one to the other, with quotes."""
    return await _answer(ctx, tools.path, {"start": start, "end": end, "as_of": as_of})


async def questions(ctx: Asking) -> Plain:
    """The ready-made questions that `ask` answers, each with its parameters."""
    return await _answer(ctx, tools.questions_list, {})


async def ask(
    ctx: Asking,
    question: Annotated[Text, Field(description="The name of one, as `questions` lists them.")],
    values: Annotated[
        dict[str, str | int | None], Field(description="Its parameters by name.", max_length=20)
    ] = {},  # noqa: B006 - read, and copied by the SDK
    limit: Limit = 40,
    offset: Offset = 0,
) -> Plain:
    """Answer a ready-made question; each row with the quotes behind it."""
    asked = {"question": question, "values": values, "limit": limit, "offset": offset}
    return await _answer(ctx, tools.ask, asked, is_query=True)


async def sparql(
    ctx: Asking,
    query: Annotated[str, Field(min_length=1, max_length=MAX_QUERY_CHARS)],
    limit: Limit = 100,
) -> Plain:
    """Run a SPARQL 1.1 query, read only, for what no question asks.

    Facts are in the default graph, a document's claims in the graph of that document. Prefixes need not be
    declared: cg: cgv: org: foaf: skos: prov: oa: dct: schema: xsd:. A fact leads to its claims by
    prov:wasDerivedFrom; give their addresses to `claims` for the words.
    """
    return await _answer(ctx, tools.sparql, {"query": query, "limit": limit}, is_query=True)


TOOLS = (search, entity, claims, posts_on, path, questions, ask, sparql)


def assistant_server(open_store: OpenStore, limits: Limits) -> MCPServer[Desk]:
    """The server with its tools. None of them changes anything or reaches beyond the store."""

    @asynccontextmanager
    async def lifespan(_: MCPServer[Desk]) -> AsyncIterator[Desk]:
        async with desk(open_store, limits) as opened:
            yield opened

    made: MCPServer[Desk] = MCPServer(
        "councilgraph",
        instructions=INSTRUCTIONS,
        version=version("councilgraph"),
        log_level="ERROR",
        lifespan=lifespan,
    )
    for tool in TOOLS:
        annotations = ToolAnnotations(read_only_hint=True, idempotent_hint=True, open_world_hint=False)
        made.add_tool(tool, description=inspect.getdoc(tool), annotations=annotations)
    return made


def run(open_store: OpenStore, limits: Limits) -> None:
    """Speak the protocol on standard input and output until the other side hangs up."""
    asyncio.run(assistant_server(open_store, limits).run_stdio_async())


async def _answer(ctx: Asking, work: Work, asked: Mapping[str, Any], *, is_query: bool = False) -> Plain:
    """The answer of a tool; what cannot be answered is an error that the assistant can read."""
    try:
        return await ctx.request_context.lifespan_context.answer(work, is_query=is_query, **asked)
    except UsageError as error:
        raise ToolError(error.message) from error
