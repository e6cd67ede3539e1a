/* The panel: what is known about what is selected, dated, each fact with its quotes. */

class Panel {
  constructor(page, container) {
    this.page = page;
    this.container = container;
  }

  async show() {
    const { selected, ways } = this.page.state.value;
    const turn = (this.turn = (this.turn || 0) + 1);
    if (!selected && !ways) return this.fill(...this.introduction());
    const details = await this.page.network.details();
    // Somebody who clicks quickly sees the last one only.
    if (turn !== this.turn) return undefined;
    if (ways) return this.fill(...waysView(this.page, details));
    if (selected.cluster !== undefined) return this.fill(...this.cluster(selected.cluster));
    if (selected.pair !== undefined) return this.fill(...this.pair(selected, details));
    return this.fill(...this.entity(selected.entity, details));
  }

  fill(...parts) {
    const wasInside = this.container.contains(document.activeElement);
    fill(this.container, ...parts);
    this.container.scrollTop = 0;
    // What had the focus is gone: the reader goes on at the top of what came instead.
    if (wasInside) byId("panel-title").focus();
  }

  introduction() {
    const { network, visibility, canvas } = this.page;
    const shown = visibility.order.length ? visibility.order : mostLinked(network, visibility);
    const top = shown.slice(0, 12);
    const groups = canvas.scene.kind === "clusters" ? canvas.scene.things.slice(0, 12) : [];
    return [
      el("h2", { id: "panel-title", tabindex: "-1" }, "In this network"),
      el("p", null, "Choose an entity or a line to read what is known, and the words that say so."),
      groups.length
        ? [
            el("h3", null, "Largest groups"),
            el(
              "ul",
              { class: "plain" },
              groups.map((cluster) => this.clusterRow(cluster)),
            ),
          ]
        : null,
      el("h3", null, "Most linked"),
      el(
        "ul",
        { class: "plain" },
        top.map((entity) =>
          el(
            "li",
            null,
            this.entityButton(entity),
            el("span", { class: "faint" }, ` ${count(network.degree[entity])}`),
          ),
        ),
      ),
    ];
  }

  clusterRow(cluster) {
    const { page } = this;
    return el(
      "li",
      null,
      el(
        "button",
        { type: "button", class: "entity", onclick: () => page.openCluster(cluster) },
        words(page.network.clusters[cluster][0]),
      ),
      el("span", { class: "faint" }, ` ${count(page.canvas.scene.counts[cluster])}`),
    );
  }

  entityButton(entity) {
    const { network, paint } = this.page;
    return el(
      "button",
      { type: "button", class: "entity", onclick: () => this.page.visit(entity) },
      swatch(lookOf(network, entity), paint),
      words(network.label(entity)),
    );
  }

  closeButton() {
    return el(
      "button",
      { type: "button", class: "close", "aria-label": "Close", onclick: () => this.page.select(null) },
      "×",
    );
  }

  entity(entity, details) {
    const { network } = this.page;
    const [facts, contradictions] = details.entities[entity] || [[], []];
    const names = network.names(entity);
    return [
      this.closeButton(),
      el("h2", { id: "panel-title", tabindex: "-1" }, words(network.label(entity))),
      this.kindLine(entity),
      names.length
        ? el(
            "p",
            { class: "faint" },
            "Also: ",
            names.map((name, place) => [place ? ", " : "", words(name)]),
          )
        : null,
      this.entityActions(entity),
      contradictions.map((found) => contradictionView(details, found)),
      facts.length
        ? [
            el("h3", null, "Known"),
            el(
              "ul",
              { class: "facts" },
              facts.map((fact) => this.fact(fact, details)),
            ),
          ]
        : null,
      this.relations(entity, details),
    ];
  }

  kindLine(entity) {
    const { network, paint } = this.page;
    const grade = network.grade(entity);
    return el(
      "p",
      { class: "kind" },
      swatch(lookOf(network, entity), paint),
      network.kind(entity).label,
      grade ? [" · ", el("strong", null, grade.label)] : null,
    );
  }

  entityActions(entity) {
    const { page } = this;
    const hidden = page.visibility.hiddenCount(entity);
    const opened = page.state.value.opened.has(entity);
    const more = Math.min(hidden, NEIGHBOURS_AT_A_TIME);
    const open =
      more < hidden
        ? `Show ${more} of ${count(hidden)} more neighbours`
        : `Show ${counted(hidden, "more neighbour", "more neighbours")}`;
    const button = (text, act) => el("button", { type: "button", onclick: act }, text);
    return el(
      "p",
      { class: "buttons" },
      hidden ? button(open, () => page.openNeighbours(entity)) : null,
      opened ? button("Put its neighbours away", () => page.closeNeighbours(entity)) : null,
      button("Connect to …", () => page.connectFrom(entity)),
      page.visibility.entities[entity] ? button("Put away", () => page.putAway(entity)) : null,
    );
  }

  fact([label, value, since, until, status, places, contradicted], details) {
    return el(
      "li",
      { class: contradicted ? "contradicted" : null },
      el(
        "p",
        null,
        el("span", { class: "label" }, words(label)),
        " ",
        words(sayDate(value)),
        " ",
        el("span", { class: "when" }, sayPeriod(since, until, status)),
      ),
      quotesView(details, places),
    );
  }

  /* The links of an entity by relation, each in the order of dates. */
  relations(entity, details) {
    const { network, visibility } = this.page;
    const groups = new Map();
    for (const link of network.linksOf(entity)) {
      const relation = network.links.relation[link];
      if (!groups.has(relation)) groups.set(relation, []);
      groups.get(relation).push(link);
    }
    return [...groups]
      .sort(([one], [other]) => one - other)
      .map(([relation, links]) => {
        const passing = links.filter((link) => visibility.passing[link]);
        const left = links.length - passing.length;
        const { plural, label } = network.relations[relation];
        return [
          el(
            "h3",
            null,
            capital(links.length === 1 ? label : plural),
            el("span", { class: "faint" }, ` ${count(links.length)}`),
          ),
          longList(inOrder(network, passing), (link) => factRow(this.page, link, entity, details)),
          left ? el("p", { class: "faint" }, `${count(left)} not shown because of the filters`) : null,
        ];
      });
  }

  pair({ pair, link }, details) {
    const { network, visibility, state } = this.page;
    const { one, other, links } = network.pairs[pair];
    const passing = inOrder(
      network,
      links.filter((each) => visibility.passing[each]),
    );
    const apart = state.value.apart.has(pair);
    const wanted = link === null || link === undefined ? passing : passing.filter((each) => each === link);
    return [
      this.closeButton(),
      el(
        "h2",
        { id: "panel-title", tabindex: "-1" },
        words(network.label(one)),
        " – ",
        words(network.label(other)),
      ),
      el("p", { class: "buttons" }, this.entityButton(one), this.entityButton(other)),
      passing.length > 1
        ? el(
            "p",
            { class: "buttons" },
            el(
              "button",
              { type: "button", "aria-pressed": String(apart), onclick: () => this.page.toggleApart(pair) },
              apart ? "Draw as one line" : `Draw the ${passing.length} facts apart`,
            ),
          )
        : null,
      el(
        "ul",
        { class: "facts" },
        wanted.map((each) => lineFact(this.page, each, details)),
      ),
    ];
  }

  cluster(cluster) {
    const { network } = this.page;
    const members = [];
    for (let entity = 0; entity < network.size; entity++) {
      if (network.entities.cluster[entity] === cluster && this.page.visibility.allowed[entity])
        members.push(entity);
    }
    members.sort((one, other) => network.degree[other] - network.degree[one] || one - other);
    const kinds = network.kinds.map((kind, place) => [
      kind,
      members.filter((entity) => network.entities.kind[entity] === place).length,
    ]);
    return [
      this.closeButton(),
      el("h2", { id: "panel-title", tabindex: "-1" }, words(network.clusters[cluster][0])),
      el(
        "p",
        null,
        `A group of ${count(members.length)}: `,
        kinds
          .filter(([, number]) => number)
          .map(([kind, number], place) => `${place ? ", " : ""}${counted(number, kind.label, kind.plural)}`),
      ),
      el(
        "p",
        { class: "buttons" },
        el(
          "button",
          { type: "button", class: "main", onclick: () => this.page.openCluster(cluster) },
          "Open this group",
        ),
      ),
      el("h3", null, "Members"),
      longList(members, (entity) => el("li", null, this.entityButton(entity))),
    ];
  }
}

function mostLinked(network, visibility) {
  const allowed = [...visibility.allowed.keys()].filter((entity) => visibility.allowed[entity]);
  return allowed.sort((one, other) => network.degree[other] - network.degree[one] || one - other);
}

function capital(text) {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
