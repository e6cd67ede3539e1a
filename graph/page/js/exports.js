/* The visible part as tables (CSV) and as a network file (GraphML, JSON). */

/* A cell that a spreadsheet would run begins with an apostrophe instead; the raw form is in the JSON. */
function csvCell(value) {
  const text = String(value);
  const harmless = /^[\s\u200b\ufeff]*[=+\-@\uff1d\uff0b\uff0d\uff20\t\r\n|%]/.test(text) ? `'${text}` : text;
  return /[",\r\n;\t']/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}

function csv(heads, rows) {
  return `\ufeff${[heads, ...rows].map((row) => row.map(csvCell).join(",")).join("\r\n")}\r\n`;
}

function entitiesCsv(network, visibility) {
  const rows = inIriOrder(visibility).map((entity) => [
    network.label(entity),
    network.kind(entity).name,
    (network.grade(entity) || { name: "" }).name,
    network.names(entity).join("; "),
    network.degree[entity],
    network.iri(entity),
  ]);
  return csv(["name", "kind", "grade", "other_names", "links", "iri"], rows);
}

/* A row a fact and quote; a fact without a quote has a row of its own. */
function factsCsv(network, visibility, details) {
  const rows = [];
  for (const fact of factRecords(network, visibility, details)) {
    const told = [
      fact.from,
      fact.fact,
      fact.to,
      fact.kind,
      fact.since,
      fact.until,
      fact.status,
      fact.grade,
      fact.disputed ? "yes" : "",
    ];
    const quotes = fact.quotes.length
      ? fact.quotes
      : [{ quote: "", document: "", title: "", publisher: "", date: "", page: "", url: "" }];
    for (const one of quotes) {
      rows.push([
        ...told,
        one.quote,
        one.document,
        one.title,
        one.publisher,
        one.date,
        one.page,
        one.url,
        fact.from_iri,
        fact.to_iri,
      ]);
    }
  }
  return csv(
    [
      "from",
      "fact",
      "to",
      "kind",
      "since",
      "until",
      "status",
      "grade",
      "disputed",
      "quote",
      "document",
      "title",
      "publisher",
      "date",
      "page",
      "url",
      "from_iri",
      "to_iri",
    ],
    rows,
  );
}

function inIriOrder(visibility) {
  return [...visibility.order].sort((one, other) => one - other);
}

function factRecords(network, visibility, details) {
  const records = [];
  for (let link = 0; link < network.linkCount; link++) {
    if (!visibility.links[link]) continue;
    const [source, target] = [network.links.source[link], network.links.target[link]];
    records.push({
      from: network.label(source),
      fact: network.linkLabel(link),
      to: network.label(target),
      kind: network.relation(link).name,
      since: network.date(link, "since"),
      until: network.date(link, "until"),
      status: network.status(link),
      grade: (network.linkGrade(link) || { name: "" }).name,
      disputed: network.contradicted.has(link),
      from_iri: network.iri(source),
      to_iri: network.iri(target),
      quotes: details.links[link][0].map((place) => quoteRecord(details, place)),
    });
  }
  return records;
}

function quoteRecord(details, place) {
  const [documentPlace, quote, page, claim] = details.evidence[place];
  const [name, title, publisher, date, url] = details.documents[documentPlace];
  return { quote, document: name, title, publisher, date, page, url, claim };
}

function networkJson(network, visibility, details) {
  const entities = inIriOrder(visibility).map((entity) => ({
    iri: network.iri(entity),
    label: network.label(entity),
    kind: network.kind(entity).name,
    grade: (network.grade(entity) || { name: "" }).name,
    names: network.names(entity),
  }));
  const { title, subtitle, source } = network;
  return JSON.stringify(
    { title, subtitle, source, entities, facts: factRecords(network, visibility, details) },
    null,
    1,
  );
}

/* Text for XML: characters that XML 1.0 cannot hold are left out. */
function xmlText(value) {
  const kept = String(value)
    .toWellFormed()
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, "");
  return kept.replace(/[&<>"'\t\n\r]/g, (letter) => `&#${letter.charCodeAt(0)};`);
}

const NODE_KEYS = ["label", "kind", "grade", "names"];
const EDGE_KEYS = ["label", "kind", "since", "until", "status", "grade"];

function graphml(network, visibility) {
  const key = (scope, name) =>
    `<key id="${scope[0]}_${name}" for="${scope}" attr.name="${name}" attr.type="string"/>`;
  const cells = (scope, names, values) =>
    names.map((name, place) => `<data key="${scope[0]}_${name}">${xmlText(values[place])}</data>`).join("");
  const nodes = inIriOrder(visibility).map((entity) => {
    const values = [
      network.label(entity),
      network.kind(entity).name,
      (network.grade(entity) || { name: "" }).name,
      network.names(entity).join("; "),
    ];
    return `<node id="${xmlText(network.iri(entity))}">${cells("node", NODE_KEYS, values)}</node>`;
  });
  const edges = [];
  for (let link = 0; link < network.linkCount; link++) {
    if (!visibility.links[link]) continue;
    const values = [
      network.linkLabel(link),
      network.relation(link).name,
      network.date(link, "since"),
      network.date(link, "until"),
      network.status(link),
      (network.linkGrade(link) || { name: "" }).name,
    ];
    const ends = [network.links.source[link], network.links.target[link]].map((end) =>
      xmlText(network.iri(end)),
    );
    edges.push(
      `<edge id="e${link}" source="${ends[0]}" target="${ends[1]}">${cells("edge", EDGE_KEYS, values)}</edge>`,
    );
  }
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<graphml xmlns="http://graphml.graphdrawing.org/xmlns">',
    ...NODE_KEYS.map((name) => key("node", name)),
    ...EDGE_KEYS.map((name) => key("edge", name)),
    '<graph edgedefault="directed">',
    ...nodes,
    ...edges,
    "</graph>",
    "</graphml>",
    "",
  ].join("\n");
}
