/* How are two entities connected? The shortest ways over the facts that pass the filters. */

const MOST_WAYS = 3;

/* Up to MOST_WAYS ways from one entity to another, as lists of links, the shortest first; no two share a pair. */
function waysBetween(network, passing, from, to) {
  const used = new Set();
  const ways = [];
  while (ways.length < MOST_WAYS) {
    const way = shortestWay(network, passing, from, to, used);
    if (!way) break;
    way.forEach((link) => used.add(network.pairOf[link]));
    ways.push(way);
  }
  return ways;
}

function shortestWay(network, passing, from, to, used) {
  const reachedBy = new Int32Array(network.size).fill(-1);
  let frontier = [from];
  const seen = new Uint8Array(network.size);
  seen[from] = 1;
  while (frontier.length && !seen[to]) {
    const next = [];
    for (const entity of frontier) {
      for (const link of network.linksOf(entity)) {
        const far = network.farEnd(link, entity);
        if (seen[far] || !passing[link] || used.has(network.pairOf[link])) continue;
        seen[far] = 1;
        reachedBy[far] = link;
        next.push(far);
      }
    }
    frontier = next;
  }
  if (!seen[to] || from === to) return null;
  const way = [];
  for (let entity = to; entity !== from; entity = network.farEnd(reachedBy[entity], entity))
    way.unshift(reachedBy[entity]);
  return way;
}

const STEP = 180;
const LANE = 110;

/* Spots for ways that are drawn alone: from left to right, each way on a lane of its own. */
function lanes(network, { ends: [from, to], found }) {
  const spots = new Map([[from, [0, 0]]]);
  const width = STEP * Math.max(1, ...found.map((way) => way.length));
  spots.set(to, [width, 0]);
  found.forEach((way, lane) => {
    let entity = from;
    way.forEach((link, step) => {
      entity = network.farEnd(link, entity);
      const aside = Math.ceil(lane / 2) * LANE * (lane % 2 ? -1 : 1);
      if (!spots.has(entity)) spots.set(entity, [Math.round((width * (step + 1)) / way.length), aside]);
    });
  });
  return spots;
}

class ConnectControl {
  constructor(page, container) {
    this.page = page;
    this.ends = [null, null];
    this.boxes = [
      new FindBox(page, "connect-from", "From", (entity) => this.choose(0, entity)),
      new FindBox(page, "connect-to", "To", (entity) => this.choose(1, entity)),
    ];
    this.fold = el(
      "details",
      { class: "fold" },
      el("summary", null, "How are two connected?"),
      this.boxes.map((box) => box.element),
    );
    fill(container, this.fold);
  }

  choose(place, entity) {
    this.ends[place] = entity;
    const [from, to] = this.ends;
    if (from !== null && to !== null) this.page.connect(from, to);
    else this.boxes[1 - place].input.focus();
  }

  startFrom(entity) {
    this.fold.open = true;
    this.ends = [entity, null];
    this.boxes[0].input.value = this.page.network.label(entity);
    this.boxes[1].input.value = "";
    this.boxes[1].input.focus();
  }
}

/* The panel's view of the ways that were found. */
function waysView(page, details) {
  const { network } = page;
  const { ends, found } = page.state.value.ways;
  const [from, to] = ends;
  return [
    el(
      "button",
      { type: "button", class: "close", "aria-label": "Close", onclick: () => page.endWays() },
      "×",
    ),
    el(
      "h2",
      { id: "panel-title", tabindex: "-1" },
      words(network.label(from)),
      " to ",
      words(network.label(to)),
    ),
    found.length
      ? el(
          "p",
          null,
          found.length === 1 ? "One way" : `${found.length} ways`,
          ", the shortest first, over the facts that pass the filters.",
        )
      : el("p", null, "No way over the facts that pass the filters."),
    found.map((way, place) => [
      el("h3", null, `${place + 1}. ${counted(way.length, "step", "steps")}`),
      el(
        "ol",
        { class: "facts" },
        way.map((link) => lineFact(page, link, details)),
      ),
    ]),
  ];
}
