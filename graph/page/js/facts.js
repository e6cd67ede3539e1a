/* Facts as rows of the panel: in a sentence, with their dates, their quotes and what speaks against them. */

const FIRST_ROWS = 40;

/* A list of which the first rows are shown, with a button for the rest. */
function longList(rows, view) {
  const list = el("ul", { class: "facts" }, rows.slice(0, FIRST_ROWS).map(view));
  if (rows.length <= FIRST_ROWS) return list;
  const button = el(
    "button",
    {
      type: "button",
      onclick: () => {
        list.append(...rows.slice(FIRST_ROWS).map(view));
        button.remove();
      },
    },
    `Show all ${count(rows.length)}`,
  );
  return [list, button];
}

function factRow(page, link, entity, details) {
  const { network } = page;
  const grade = network.linkGrade(link);
  const places = details.links[link][0];
  return el(
    "li",
    { class: network.contradicted.has(link) ? "contradicted" : null },
    el("p", null, sentence(page, link, entity), grade ? ` (${grade.label})` : null),
    el("p", { class: "when" }, network.period(link), statusWord(network, link)),
    network.contradicted.has(link) ? disagreement(page, link, details) : null,
    quotesView(details, places),
  );
}

/* A fact as read from one of its ends: "Ada Quill – leader of the council", "leader – Westmere Council". */
function sentence(page, link, entity) {
  const { network } = page;
  const far = page.panel.entityButton(network.farEnd(link, entity));
  // The heading has said it already.
  if (network.repeatsKind(link)) return far;
  const label = el("span", { class: "label" }, words(network.linkLabel(link)));
  return network.links.source[link] === entity ? [label, " – ", far] : [far, " – ", label];
}

function disagreement(page, link, details) {
  const told = details.links[link][1];
  if (told.length) return told.map((found) => contradictionView(details, found));
  const rivals = rivalsOf(page.network, link);
  return rivals.length
    ? rivalsView(page.network, details, [link, ...rivals])
    : el("p", { class: "alarm" }, "Documents disagree about this.");
}

/* A fact with both its ends, its quotes open: as a line stands for it. */
function lineFact(page, link, details) {
  const { network } = page;
  const grade = network.linkGrade(link);
  return el(
    "li",
    { class: network.contradicted.has(link) ? "contradicted" : null },
    el(
      "p",
      null,
      el("span", { class: "label" }, words(sentenceOf(network, link))),
      grade ? ` (${grade.label})` : null,
    ),
    el("p", { class: "when" }, network.period(link), statusWord(network, link)),
    network.contradicted.has(link) ? disagreement(page, link, details) : null,
    quotesView(details, details.links[link][0], true),
  );
}

function inOrder(network, links) {
  const key = (link) => network.date(link, "sinceEarliest") || network.date(link, "untilEarliest") || "9999";
  return [...links].sort((one, other) =>
    key(one) < key(other) ? -1 : key(one) > key(other) ? 1 : one - other,
  );
}

function statusWord(network, link) {
  const period = network.period(link);
  const word = { ended: "ended", in_post: "in post", unknown: "end not known" }[network.status(link)];
  if (!word || period.includes(word)) return null;
  return period ? `, ${word}` : word;
}
