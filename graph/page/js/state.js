/* What the reader has chosen. One object, changed only through `change`; whoever draws listens.

   scope: "start" (all, or the entities with most links), "overview" (clusters), "all", "few" (only what is
          added or opened), or the number of a cluster
   selected: null, {entity}, {pair} or {cluster}
   opened: entity -> how many of its hidden neighbours are shown; added: entities shown besides the scope
   closed: entities put away by hand; apart: pairs whose links are drawn one by one; moved: entity -> [x, y]
   time: {mode: "any" | "between" | "asOf", from, to (months), day}; undated: whether links without a date stay
   ways: [from, to] of the connection that is shown */

function startingState(network) {
  const { selected, asOf, theme } = network.start;
  return {
    view: "network",
    table: "entities",
    scope: firstScope(network, selected),
    selected: selected === null ? null : { entity: selected },
    hiddenKinds: new Set(),
    hiddenRelations: new Set(),
    hiddenGrades: new Set(),
    time: asOf && isDay(asOf) ? { mode: "asOf", day: asOf } : { mode: "any" },
    undated: true,
    opened: new Map(),
    added: new Set(),
    closed: new Set(),
    apart: new Set(),
    moved: new Map(),
    ways: null,
    camera: null,
    theme,
  };
}

/* A large page begins with its groups, or with the group of what is selected. */
function firstScope(network, selected) {
  if (!network.clustered) return "start";
  return selected === null || selected === undefined ? "overview" : network.entities.cluster[selected];
}

class State {
  constructor(value) {
    this.value = value;
    this.listeners = [];
  }

  listen(listener) {
    this.listeners.push(listener);
  }

  /* Applies `patch` and tells the listeners which names changed. */
  change(patch) {
    const changed = new Set(Object.keys(patch).filter((name) => patch[name] !== this.value[name]));
    if (!changed.size) return;
    this.value = { ...this.value, ...patch };
    for (const listener of this.listeners) listener(this.value, changed);
  }
}

function toggled(set, member) {
  const copy = new Set(set);
  if (!copy.delete(member)) copy.add(member);
  return copy;
}
