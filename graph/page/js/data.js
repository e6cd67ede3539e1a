/* The data blocks of the page, and the network made ready for questions: who is linked to whom. */

async function readBlock(name) {
  const block = byId(`data-${name}`);
  const text = block.textContent;
  return JSON.parse(block.hasAttribute("data-packed") ? await unpack(text) : text);
}

async function unpack(text) {
  const packed = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
  const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream("deflate-raw"));
  return new Response(stream).text();
}

class Network {
  constructor(block) {
    Object.assign(this, block);
    this.size = block.entities.label.length;
    this.linkCount = block.links.source.length;
    this.contradicted = new Set(block.links.contradicted);
    this.clustered = block.clusters.length > 0;
    this.indexLinks();
    this.gatherPairs();
  }

  /* For each entity its links, as a stretch of one array. */
  indexLinks() {
    const { source, target } = this.links;
    this.degree = new Int32Array(this.size);
    for (let link = 0; link < this.linkCount; link++) {
      this.degree[source[link]]++;
      if (target[link] !== source[link]) this.degree[target[link]]++;
    }
    this.firstLink = new Int32Array(this.size + 1);
    for (let entity = 0; entity < this.size; entity++) {
      this.firstLink[entity + 1] = this.firstLink[entity] + this.degree[entity];
    }
    const next = this.firstLink.slice();
    this.linkList = new Int32Array(this.firstLink[this.size]);
    for (let link = 0; link < this.linkCount; link++) {
      this.linkList[next[source[link]]++] = link;
      if (target[link] !== source[link]) this.linkList[next[target[link]]++] = link;
    }
  }

  /* Links between the same two entities are one pair, drawn as one line until it is opened. */
  gatherPairs() {
    const places = new Map();
    this.pairs = [];
    this.pairOf = new Int32Array(this.linkCount);
    for (let link = 0; link < this.linkCount; link++) {
      const one = this.links.source[link];
      const other = this.links.target[link];
      const key = Math.min(one, other) * this.size + Math.max(one, other);
      let place = places.get(key);
      if (place === undefined) {
        place = this.pairs.length;
        places.set(key, place);
        this.pairs.push({ one: Math.min(one, other), other: Math.max(one, other), links: [] });
      }
      this.pairs[place].links.push(link);
      this.pairOf[link] = place;
    }
  }

  linksOf(entity) {
    return this.linkList.subarray(this.firstLink[entity], this.firstLink[entity + 1]);
  }

  farEnd(link, entity) {
    return this.links.source[link] === entity ? this.links.target[link] : this.links.source[link];
  }

  label(entity) {
    return this.entities.label[entity];
  }

  names(entity) {
    return this.entities.names[entity] || [];
  }

  kind(entity) {
    return this.kinds[this.entities.kind[entity]];
  }

  grade(entity) {
    return this.grades[this.entities.grade[entity]] || null;
  }

  iri(entity) {
    return this.prefix + this.entities.id[entity];
  }

  entityOf(id) {
    if (!this.placeOfId) this.placeOfId = new Map(this.entities.id.map((known, place) => [known, place]));
    return this.placeOfId.get(id);
  }

  relation(link) {
    return this.relations[this.links.relation[link]];
  }

  linkLabel(link) {
    return this.words[this.links.label[link]];
  }

  /* Whether a link's label only repeats what its kind is called ("at" of "Inspection at"). */
  repeatsKind(link) {
    return ` ${folded(this.relation(link).label)} `.includes(` ${folded(this.linkLabel(link))} `);
  }

  /* A date or bound of a link by the name of its column, "" where it has none. */
  date(link, column) {
    const place = this.links[column][link];
    return place < 0 ? "" : this.words[place];
  }

  status(link) {
    return this.statuses[this.links.status[link]] || "";
  }

  linkGrade(link) {
    return this.grades[this.links.grade[link]] || null;
  }

  period(link) {
    return sayPeriod(this.date(link, "since"), this.date(link, "until"), this.status(link));
  }

  /* The details (facts, quotes) are read when somebody first asks for them. */
  details() {
    this.reading = this.reading || readBlock("details");
    return this.reading;
  }
}
