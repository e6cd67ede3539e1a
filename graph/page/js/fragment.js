/* The reader's choices in the address after "#", so that a link opens the same. What such an address holds
   is somebody else's text: names are looked up, numbers are checked, and the rest is dropped. */

/* A name as part of a list: what stands between the parts of lists is escaped in it. */
function listed(name) {
  return name.replace(/[% *]/g, (letter) => `%${letter.charCodeAt(0).toString(16).toUpperCase()}`);
}

function formatFragment(network, state) {
  const parts = new URLSearchParams();
  const put = (name, value) => value && parts.set(name, value);
  const ids = (entities) =>
    [...entities]
      .map((entity) => network.entities.id[entity])
      .map(listed)
      .join(" ");
  const names = (hidden, styles) => [...hidden].map((place) => listed(styles[place].name)).join(" ");
  put("view", state.view === "tables" ? state.table : "");
  put(
    "scope",
    typeof state.scope === "number"
      ? clusterName(network, state.scope)
      : state.scope === "start"
        ? ""
        : state.scope,
  );
  put("sel", selectionText(network, state.selected));
  put("kinds", names(state.hiddenKinds, network.kinds));
  put("facts", names(state.hiddenRelations, network.relations));
  put("grades", names(state.hiddenGrades, network.grades));
  put("time", { between: `${state.time.from}.${state.time.to}`, asOf: state.time.day }[state.time.mode]);
  put("undated", state.undated ? "" : "no");
  put("add", ids(state.added));
  put("hide", ids(state.closed));
  put(
    "open",
    [...state.opened].map(([entity, limit]) => `${listed(network.entities.id[entity])}*${limit}`).join(" "),
  );
  put(
    "apart",
    [...state.apart]
      .map((pair) => ids([network.pairs[pair].one, network.pairs[pair].other]).replace(" ", "*"))
      .join(" "),
  );
  put("way", state.ways && ids(state.ways.ends));
  put(
    "moved",
    [...state.moved].map(([entity, [x, y]]) => `${listed(network.entities.id[entity])}*${x}*${y}`).join(" "),
  );
  put("at", state.camera && state.camera.map((number) => Number(number.toFixed(3))).join(" "));
  put("theme", state.theme === network.start.theme ? "" : state.theme);
  return parts.toString();
}

/* A cluster is known by its chief member: its number may be another in the next version of the page. */
function clusterName(network, cluster) {
  const chief = network.clusters[cluster][3];
  return chief < 0 ? "*rest" : `*${network.entities.id[chief]}`;
}

function selectionText(network, selected) {
  if (!selected) return "";
  if (selected.entity !== undefined) return listed(network.entities.id[selected.entity]);
  if (selected.cluster !== undefined) return `*${listed(clusterName(network, selected.cluster))}`;
  const { one, other } = network.pairs[selected.pair];
  return [one, other].map((entity) => listed(network.entities.id[entity])).join(" ");
}

class FragmentReader {
  constructor(network, fragment) {
    this.network = network;
    this.parts = new URLSearchParams(fragment);
  }

  list(name) {
    return (this.parts.get(name) || "").split(" ").filter(Boolean);
  }

  entity(text) {
    return this.network.entityOf(unlisted(text || ""));
  }

  entities(name) {
    return this.list(name)
      .map((text) => this.entity(text))
      .filter((entity) => entity !== undefined);
  }

  hidden(name, styles) {
    const wanted = new Set(this.list(name).map(unlisted));
    return new Set(styles.map((_, place) => place).filter((place) => wanted.has(styles[place].name)));
  }

  cluster(text) {
    const found = this.network.clusters.findIndex(
      (_, cluster) => clusterName(this.network, cluster) === text,
    );
    return found < 0 ? null : found;
  }

  scope(selected) {
    const text = this.parts.get("scope");
    if (!this.network.clustered) return "start";
    if (["overview", "all", "few"].includes(text)) return text;
    return (text && this.cluster(text)) ?? firstScope(this.network, selected && selected.entity);
  }

  pair(one, other) {
    if (one === undefined || other === undefined) return undefined;
    const link = this.network.linksOf(one).find((each) => this.network.farEnd(each, one) === other);
    return link === undefined ? undefined : this.network.pairOf[link];
  }

  selected() {
    const [first, second] = this.list("sel");
    if (!first) return null;
    if (first.startsWith("*")) {
      const cluster = this.cluster(unlisted(first.slice(1)));
      return cluster === null ? null : { cluster };
    }
    const [one, other] = [this.entity(first), this.entity(second)];
    const pair = second && this.pair(one, other);
    if (second) return pair === undefined ? null : { pair, link: null };
    return one === undefined ? null : { entity: one };
  }

  time(fallback) {
    const text = this.parts.get("time") || "";
    if (isDay(text)) return { mode: "asOf", day: text };
    const [from, to] = text.split(".").map(Number);
    const sound = Number.isInteger(from) && Number.isInteger(to) && from > 0 && from <= to && to < 120000;
    return sound ? { mode: "between", from, to } : fallback;
  }

  /* "id*1*2" as [entity, 1, 2]; what is unknown or no number is left out. */
  starred(name) {
    return this.list(name)
      .map((text) => text.split("*"))
      .map(([id, ...numbers]) => [this.entity(id), ...numbers.map(Number)])
      .filter(
        ([entity, ...numbers]) =>
          entity !== undefined &&
          numbers.length &&
          numbers.every((one) => Number.isFinite(one) && Math.abs(one) < 1e6),
      );
  }

  apart() {
    const pairs = this.list("apart").map((text) => text.split("*").map((id) => this.entity(id)));
    return new Set(pairs.map(([one, other]) => this.pair(one, other)).filter((pair) => pair !== undefined));
  }

  camera() {
    const numbers = this.list("at").map(Number);
    return numbers.length === 3 &&
      numbers.every((one) => Number.isFinite(one) && Math.abs(one) < 1e6) &&
      numbers[2] > 0.01
      ? numbers
      : null;
  }
}

function unlisted(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/* The choices that an address holds, on top of those that a page starts with. */
function readFragment(network, fragment, start) {
  if (!fragment) return start;
  const reader = new FragmentReader(network, fragment);
  const view = reader.parts.get("view");
  const theme = reader.parts.get("theme");
  const way = reader.entities("way");
  const selected = reader.selected();
  return {
    ...start,
    view: ["entities", "facts"].includes(view) ? "tables" : "network",
    table: view === "facts" ? "facts" : "entities",
    scope: reader.scope(selected),
    selected,
    hiddenKinds: reader.hidden("kinds", network.kinds),
    hiddenRelations: reader.hidden("facts", network.relations),
    hiddenGrades: reader.hidden("grades", network.grades),
    time: reader.time({ mode: "any" }),
    undated: reader.parts.get("undated") !== "no",
    added: new Set(reader.entities("add")),
    closed: new Set(reader.entities("hide")),
    opened: new Map(
      reader.starred("open").map(([entity, limit]) => [entity, Math.max(0, Math.min(limit, network.size))]),
    ),
    apart: reader.apart(),
    ways: way.length === 2 ? { ends: way } : null,
    moved: new Map(
      reader
        .starred("moved")
        .filter((one) => one.length === 3)
        .map(([entity, x, y]) => [entity, [x, y]]),
    ),
    camera: reader.camera(),
    theme: ["light", "dark", "auto"].includes(theme) ? theme : start.theme,
  };
}
