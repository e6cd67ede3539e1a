/* Quotes with the document, page and link where they stand; and two sides that cannot both be true. */

function quoteView(details, place) {
  const [documentPlace, quote, page] = details.evidence[place];
  return el(
    "figure",
    { class: "quote" },
    el("blockquote", null, words(quote)),
    citation(details.documents[documentPlace], page),
  );
}

function citation([name, title, publisher, date, url], page) {
  const parts = [];
  const shown = title || name || "document";
  parts.push(el("cite", null, url ? outsideLink(url, shown) : words(shown)));
  if (publisher) parts.push(words(publisher));
  if (date) parts.push(sayDate(date));
  if (page) parts.push(`page ${page}`);
  if (name && title && name !== title) parts.push(el("span", { class: "file" }, words(name)));
  return el(
    "figcaption",
    null,
    parts.map((part, place) => [place ? ", " : "", part]),
  );
}

/* Quotes behind a "3 quotes" that opens; `open` shows them at once. */
function quotesView(details, places, open = false) {
  if (!places.length) return el("p", { class: "faint" }, "No quote comes with this fact.");
  const inside = el("div", { class: "quotes" });
  const show = () => {
    if (!inside.childElementCount) inside.append(...places.map((place) => quoteView(details, place)));
  };
  if (open) show();
  return el(
    "details",
    { class: "evidence", open, ontoggle: show },
    el("summary", null, counted(places.length, "quote", "quotes")),
    inside,
  );
}

function contradictionView(details, [field, note, left, right]) {
  const side = ([value, places]) =>
    el(
      "div",
      { class: "side" },
      value ? el("p", { class: "value" }, words(sayDate(value))) : null,
      places.map((place) => quoteView(details, place)),
    );
  return el(
    "section",
    { class: "contradiction" },
    el("h3", null, "Documents disagree", field ? `: ${field.replaceAll("_", " ")}` : ""),
    note ? el("p", null, words(note)) : null,
    el("div", { class: "sides" }, side(left), side(right)),
  );
}

/* Links that contradict each other where nothing more is said about it: those marked, of one relation. */
function rivalsOf(network, link) {
  if (!network.contradicted.has(link)) return [];
  const { source, target, relation } = network.links;
  const near = new Set([...network.linksOf(source[link]), ...network.linksOf(target[link])]);
  return [...near].filter(
    (other) => other !== link && network.contradicted.has(other) && relation[other] === relation[link],
  );
}

function rivalsView(network, details, links) {
  const side = (link) =>
    el(
      "div",
      { class: "side" },
      el("p", { class: "value" }, words(sentenceOf(network, link)), " ", network.period(link)),
      details.links[link][0].map((place) => quoteView(details, place)),
    );
  return el(
    "section",
    { class: "contradiction" },
    el("h3", null, "Documents disagree"),
    el("div", { class: "sides" }, links.slice(0, 6).map(side)),
  );
}

function sentenceOf(network, link) {
  const { source, target } = network.links;
  return `${network.label(source[link])} – ${network.linkLabel(link)} – ${network.label(target[link])}`;
}
