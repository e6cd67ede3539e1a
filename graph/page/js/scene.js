/* What there is to draw: entities and their lines, or clusters and the counts between them. Both answer the
   same questions, so that nothing that draws needs to know which it is. */

const DENSE = 350;

class EntityScene {
  constructor(network, visibility, state, spots) {
    Object.assign(this, { network, visibility, spots });
    this.kind = "entities";
    this.things = visibility.order;
    this.lines = linesOf(network, visibility, state);
    this.linesOfThing = new Map();
    for (const line of this.lines) {
      for (const end of [line.one, line.other]) {
        if (this.linesOfThing.has(end)) this.linesOfThing.get(end).push(line);
        else this.linesOfThing.set(end, [line]);
      }
    }
    spots.radii = this.isDense() ? spots.small : spots.usual;
    spots.stretch = typeof state.scope === "number" ? this.roomyStretch(state.scope) : 1;
    this.front = this.inFront(state);
  }

  isDense() {
    return this.things.length > DENSE;
  }

  /* A cluster alone has more room than it has among all. */
  roomyStretch(cluster) {
    this.spots.stretch = 1;
    const members = this.things.filter((entity) => this.network.entities.cluster[entity] === cluster);
    const { left, right, top, bottom } = this.spots.extent(members);
    const wanted = Math.sqrt(members.length) * 78;
    return Math.max(1, Math.min(8, wanted / (Math.max(right - left, bottom - top) || 1)));
  }

  /* What is selected, and what belongs to it: {main, things, lines}, or null. */
  inFront(state) {
    if (state.ways && state.ways.links) {
      const lines = this.lines.filter((line) => line.links.some((link) => state.ways.links.has(link)));
      const ends = lines.flatMap((line) => [line.one, line.other]);
      return { main: state.ways.ends, things: new Set([...ends, ...state.ways.ends]), lines };
    }
    const { selected } = state;
    if (!selected || selected.cluster !== undefined) return null;
    if (selected.pair !== undefined) {
      const { one, other } = this.network.pairs[selected.pair];
      return {
        main: [],
        things: new Set([one, other]),
        lines: this.lines.filter((line) => line.pair === selected.pair),
      };
    }
    if (!this.visibility.entities[selected.entity]) return null;
    const lines = this.linesOfThing.get(selected.entity) || [];
    const things = new Set([selected.entity, ...lines.flatMap((line) => [line.one, line.other])]);
    return { main: [selected.entity], things, lines };
  }

  look(entity) {
    return lookOf(this.network, entity);
  }

  label(entity) {
    const hidden = this.visibility.hiddenCount(entity);
    return this.network.label(entity) + (hidden ? `\u00a0+${hidden}` : "");
  }

  isMain(entity) {
    return this.network.degree[entity] >= 8;
  }

  lineLabel(line) {
    const more = line.links.length - 1;
    const first = line.links.find((link) => this.network.status(link)) ?? line.links[0];
    // What stands at the line's end says as much: "Inspection by Ofsted" needs no "at" on its way to a council.
    const label = this.network.repeatsKind(first) ? "" : this.network.linkLabel(first);
    return label && label + (more ? `\u00a0+${more}` : "");
  }
}

const MOST_LINES_BETWEEN = 700;

class OverviewScene {
  constructor(network, visibility, state, spots) {
    Object.assign(this, { network, spots });
    this.kind = "clusters";
    this.counts = new Int32Array(network.clusters.length);
    for (let entity = 0; entity < network.size; entity++) {
      if (visibility.allowed[entity]) this.counts[network.entities.cluster[entity]]++;
    }
    this.things = [...this.counts.keys()].filter((cluster) => this.counts[cluster]);
    this.things.sort((one, other) => this.counts[other] - this.counts[one] || one - other);
    this.large = new Set(this.things.slice(0, 36));
    this.lines = this.linesBetween(visibility);
    this.fadeHubs();
    const cluster = state.selected && state.selected.cluster;
    this.front = cluster === undefined || cluster === null ? null : this.inFront(cluster);
  }

  linesBetween(visibility) {
    const { source, target } = this.network.links;
    const { cluster } = this.network.entities;
    const counts = new Map();
    const size = this.network.clusters.length;
    for (let link = 0; link < this.network.linkCount; link++) {
      const [one, other] = [cluster[source[link]], cluster[target[link]]];
      if (!visibility.passing[link] || one === other) continue;
      const key = Math.min(one, other) * size + Math.max(one, other);
      counts.set(key, (counts.get(key) || 0) + 1);
    }
    const strongest = [...counts]
      .sort((one, other) => other[1] - one[1] || one[0] - other[0])
      .slice(0, MOST_LINES_BETWEEN);
    return strongest.map(([key, number]) => ({
      one: Math.floor(key / size),
      other: key % size,
      bend: 0,
      links: [],
      number,
      style: {
        dash: "",
        colour: "grey",
        arrow: -1,
        faint: 0.3,
        alarm: false,
        width: 0.5 + 0.4 * Math.log2(number),
      },
    }));
  }

  /* The lines of what is linked to nearly all would cover the rest. */
  fadeHubs() {
    const counts = new Int32Array(this.network.clusters.length);
    for (const { one, other } of this.lines) {
      counts[one]++;
      counts[other]++;
    }
    for (const line of this.lines)
      if (Math.max(counts[line.one], counts[line.other]) > 40) line.style.faint = 0.13;
  }

  inFront(cluster) {
    const lines = this.lines.filter((line) => line.one === cluster || line.other === cluster);
    return {
      main: [cluster],
      things: new Set([cluster, ...lines.flatMap((line) => [line.one, line.other])]),
      lines,
    };
  }

  look(cluster) {
    const chief = this.network.clusters[cluster][3];
    return chief < 0
      ? { shape: "circle", colour: "grey", letter: String(this.counts[cluster]) }
      : { ...lookOf(this.network, chief), letter: String(this.counts[cluster]) };
  }

  label(cluster) {
    return this.network.clusters[cluster][0];
  }

  isDense() {
    return false;
  }

  isMain(cluster) {
    return this.large.has(cluster);
  }

  lineLabel(line) {
    return counted(line.number, "link", "links");
  }
}

function entitySpots(network) {
  const radii = (many) =>
    Float64Array.from({ length: network.size }, (_, entity) => radiusOf(network, entity, many));
  const spots = new Spots(network.entities.x, network.entities.y, radii(false));
  spots.usual = spots.radii;
  spots.small = radii(true);
  return spots;
}

function clusterSpots(network) {
  const counts = new Int32Array(network.clusters.length);
  for (const cluster of network.entities.cluster) counts[cluster]++;
  const radii = Array.from(counts, (number) => Math.min(30, 4 + 0.7 * Math.sqrt(number)));
  return new Spots(
    network.clusters.map((one) => one[1]),
    network.clusters.map((one) => one[2]),
    radii,
  );
}
