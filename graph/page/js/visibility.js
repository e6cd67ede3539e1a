/* Which entities and links are on show, given what the reader has chosen. */

const POSSIBLY = 1;
const CERTAINLY = 2;

/* Whether a link holds in the chosen time: 0 no, POSSIBLY (its dates are too vague to say) or CERTAINLY. */
function holds(network, link, time, undated) {
  if (time.mode === "any") return CERTAINLY;
  const [from, to] = time.mode === "asOf" ? [time.day, time.day] : [firstDay(time.from), lastDay(time.to)];
  const earliest = network.date(link, "sinceEarliest");
  const latest = network.date(link, "untilLatest");
  const surelySince = network.date(link, "sinceLatest");
  const surelyUntil = network.date(link, "untilEarliest");
  if (!earliest && !latest && !surelySince && !surelyUntil) return undated ? POSSIBLY : 0;
  if ((earliest && earliest > to) || (latest && latest < from)) return 0;
  return surelySince && surelyUntil && surelySince <= to && surelyUntil >= from ? CERTAINLY : POSSIBLY;
}

class Visibility {
  constructor(network, state) {
    this.network = network;
    this.state = state;
    this.passing = this.passingLinks();
    this.allowed = this.allowedEntities();
    this.entities = new Uint8Array(network.size);
    this.scope();
    this.links = this.shownLinks();
    this.count();
  }

  /* Links that pass the filters, whether or not their ends are on show. */
  passingLinks() {
    const { network, state } = this;
    const passing = new Uint8Array(network.linkCount);
    for (let link = 0; link < network.linkCount; link++) {
      if (state.hiddenRelations.has(network.links.relation[link])) continue;
      if (state.hiddenGrades.has(network.links.grade[link])) continue;
      if (!this.passes(network.links.source[link]) || !this.passes(network.links.target[link])) continue;
      passing[link] = holds(network, link, state.time, state.undated);
    }
    return passing;
  }

  passes(entity) {
    const { entities } = this.network;
    return (
      !this.state.hiddenKinds.has(entities.kind[entity]) &&
      !this.state.hiddenGrades.has(entities.grade[entity])
    );
  }

  /* Entities that pass the filters; one whose links are all filtered out goes with them. */
  allowedEntities() {
    const { network, passing } = this;
    const allowed = new Uint8Array(network.size);
    for (let link = 0; link < network.linkCount; link++) {
      if (passing[link]) allowed[network.links.source[link]] = allowed[network.links.target[link]] = 1;
    }
    for (let entity = 0; entity < network.size; entity++) {
      if (!network.degree[entity] && this.passes(entity)) allowed[entity] = 1;
    }
    return allowed;
  }

  scope() {
    const { network, state, entities } = this;
    const { scope } = state;
    if (scope === "all" || (scope === "start" && !network.start.shown)) entities.fill(1);
    else if (scope === "start") for (const entity of network.start.shown) entities[entity] = 1;
    else if (typeof scope === "number") {
      for (let entity = 0; entity < network.size; entity++) {
        if (network.entities.cluster[entity] === scope) entities[entity] = 1;
      }
    }
    for (const entity of state.added) entities[entity] = 1;
    for (const [entity, limit] of state.opened) {
      entities[entity] = 1;
      for (const near of this.hiddenNeighbours(entity).slice(0, limit)) entities[near] = 1;
    }
    for (const entity of state.closed) entities[entity] = 0;
    for (let entity = 0; entity < network.size; entity++) entities[entity] &= this.allowed[entity];
  }

  /* The neighbours of an entity that pass the filters and are not on show, those with most links first. */
  hiddenNeighbours(entity) {
    const { network } = this;
    const found = new Set();
    for (const link of network.linksOf(entity)) {
      const far = network.farEnd(link, entity);
      if (this.passing[link] && !this.entities[far]) found.add(far);
    }
    return [...found].sort((one, other) => network.degree[other] - network.degree[one] || one - other);
  }

  hiddenCount(entity) {
    if (!this.hidden) this.hidden = new Map();
    if (!this.hidden.has(entity)) this.hidden.set(entity, this.hiddenNeighbours(entity).length);
    return this.hidden.get(entity);
  }

  shownLinks() {
    const { network, entities, passing } = this;
    const shown = new Uint8Array(network.linkCount);
    for (let link = 0; link < network.linkCount; link++) {
      if (entities[network.links.source[link]] && entities[network.links.target[link]])
        shown[link] = passing[link];
    }
    return shown;
  }

  /* A grade that an inspection shows is not counted again for its links. */
  endHasGrade(link) {
    const { source, target, grade } = this.network.links;
    return [source[link], target[link]].some((end) => this.network.entities.grade[end] === grade[link]);
  }

  /* How many of each kind, relation and grade pass the filters, and how many are on show. */
  count() {
    const { network } = this;
    this.order = [];
    this.kindCounts = new Int32Array(network.kinds.length);
    this.relationCounts = new Int32Array(network.relations.length);
    this.gradeCounts = new Int32Array(network.grades.length);
    for (let entity = 0; entity < network.size; entity++) {
      if (this.entities[entity]) this.order.push(entity);
      if (!this.allowed[entity]) continue;
      this.kindCounts[network.entities.kind[entity]]++;
      if (network.entities.grade[entity] >= 0) this.gradeCounts[network.entities.grade[entity]]++;
    }
    this.linkTotal = 0;
    this.possible = 0;
    for (let link = 0; link < network.linkCount; link++) {
      if (this.links[link]) this.linkTotal++;
      if (this.links[link] === POSSIBLY) this.possible++;
      if (!this.passing[link]) continue;
      this.relationCounts[network.links.relation[link]]++;
      if (network.links.grade[link] >= 0 && !this.endHasGrade(link))
        this.gradeCounts[network.links.grade[link]]++;
    }
    this.order.sort((one, other) => network.degree[other] - network.degree[one] || one - other);
  }
}
