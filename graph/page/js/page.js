/* The page as a whole: the reader's choices on one side, what shows them on the other. */

const NEIGHBOURS_AT_A_TIME = 60;
const WHAT_SHOWS = [
  "scope",
  "hiddenKinds",
  "hiddenRelations",
  "hiddenGrades",
  "time",
  "undated",
  "opened",
  "added",
  "closed",
];

class Page {
  constructor(network, state) {
    this.network = network;
    this.state = state;
    this.paint = applyTheme(network, state.value.theme);
    this.visibility = new Visibility(network, state.value);
    this.completeWays();
    this.canvas = new Canvas(this, byId("canvas"));
    this.panel = new Panel(this, byId("panel"));
    this.tables = new Tables(this, byId("tables"));
    this.filters = new Filters(this, byId("filters"));
    this.time = new TimeControl(this, byId("time"));
    this.find = new FindBox(this, "find-box", "Find", (entity) => this.visit(entity));
    byId("find").append(this.find.element);
    this.connecting = new ConnectControl(this, byId("connect"));
    this.downloads = new Downloads(this, byId("downloads"), byId("download-list"));
    this.address = new Address(this);
    listenToKeys(this, byId("canvas"));
    this.bind();
    state.listen((value, changed) => this.changed(value, changed));
  }

  start() {
    const { title, subtitle, source } = this.network;
    byId("title").textContent = title;
    byId("subtitle").textContent = subtitle;
    this.nameTheme();
    byId("source").textContent = source ? `Source: ${source}` : "";
    this.canvas.show();
    this.refresh();
    this.showView();
    // The lines above have taken their room now; the camera is set for what is left.
    this.canvas.vis.setSize();
    const { camera } = this.state.value;
    if (camera) this.canvas.moveTo(...camera);
    else this.canvas.fitTo(this.canvas.scene.things);
    this.panel.show();
    byId("fold").open = window.innerWidth >= 960;
    this.isStarted = true;
  }

  bind() {
    const click = (id, act) => byId(id).addEventListener("click", act);
    click("show-network", () => this.state.change({ view: "network" }));
    click("show-tables", () => this.state.change({ view: "tables" }));
    click("theme", () => this.state.change({ theme: this.paint.name === "dark" ? "light" : "dark" }));
    click("zoom-in", () => this.canvas.zoomBy(1.4));
    click("zoom-out", () => this.canvas.zoomBy(1 / 1.4));
    click("zoom-fit", () => this.canvas.fit());
    click("skip", (event) => {
      event.preventDefault();
      this.state.change({ view: "tables" });
      byId("tables").querySelector("button, input").focus();
    });
    darkWanted.addEventListener("change", () => this.recolour());
    window.addEventListener("hashchange", () => this.address.follow());
    window.addEventListener("beforeprint", () => this.makeReadyForPaper());
    window.addEventListener("afterprint", () => this.recolour());
  }

  changed(value, changed) {
    const shows = WHAT_SHOWS.some((name) => changed.has(name));
    if (shows) {
      this.visibility = new Visibility(this.network, value);
      if (value.ways) this.completeWays();
    }
    if (changed.has("theme")) this.recolour();
    if (
      shows ||
      changed.has("selected") ||
      changed.has("ways") ||
      changed.has("apart") ||
      changed.has("moved")
    )
      this.canvas.show();
    if (changed.has("scope")) this.canvas.fitTo(this.canvas.scene.things);
    if (changed.has("view") || changed.has("table")) this.showView();
    else if (shows && value.view === "tables") this.tables.refill();
    if (shows) this.refresh();
    if (shows || changed.has("selected") || changed.has("ways") || changed.has("apart")) this.panel.show();
    this.address.write();
  }

  refresh() {
    this.filters.update();
    this.time.update();
    showStatus(this);
  }

  showView() {
    const tables = this.state.value.view === "tables";
    byId("tables").hidden = !tables;
    for (const id of ["canvas", "zoom"]) byId(id).hidden = tables;
    byId("show-network").setAttribute("aria-pressed", String(!tables));
    byId("show-tables").setAttribute("aria-pressed", String(tables));
    if (tables) this.tables.show();
    else this.canvas.redraw();
  }

  recolour() {
    this.paint = applyTheme(this.network, this.state.value.theme);
    this.nameTheme();
    if (!this.isStarted) return;
    this.canvas.redraw();
    this.filters.recolour();
    this.panel.show();
  }

  /* Light colours, and all quotes of the panel open. */
  makeReadyForPaper() {
    this.paint = applyTheme(this.network, "light");
    this.canvas.redraw();
    this.filters.recolour();
    for (const evidence of byId("panel").querySelectorAll("details.evidence")) {
      evidence.open = true;
      // The browser would tell of this only after printing.
      evidence.dispatchEvent(new Event("toggle"));
    }
  }

  nameTheme() {
    byId("theme").textContent = this.paint.name === "dark" ? "Light" : "Dark";
  }

  /* Selecting what is on show, or nothing. */
  select(selected) {
    this.state.change({ selected, ways: null });
  }

  /* Selecting from a list: what is not on show is added, and the camera goes there. */
  visit(entity) {
    const { value } = this.state;
    if (value.view === "tables") return this.read({ entity });
    const closed = new Set(value.closed);
    closed.delete(entity);
    const patch = { selected: { entity }, ways: null, closed };
    const overview = value.scope === "overview";
    if (overview) patch.scope = this.network.entities.cluster[entity];
    else if (!this.visibility.entities[entity]) patch.added = new Set([...value.added, entity]);
    this.state.change(patch);
    if (this.visibility.entities[entity]) this.canvas.reveal(entity);
    return undefined;
  }

  /* Reading from a table: the panel shows it, the table stays. */
  read(selected) {
    this.state.change({ selected, ways: null });
    requestAnimationFrame(() => byId("panel").focus());
  }

  openNeighbours(entity) {
    const { opened, scope, added } = this.state.value;
    const more = (opened.get(entity) || 0) + NEIGHBOURS_AT_A_TIME;
    const patch = { opened: new Map([...opened, [entity, more]]), selected: { entity }, ways: null };
    if (scope === "overview") Object.assign(patch, { scope: "few", added: new Set([...added, entity]) });
    if (typeof scope === "number" || scope === "few") patch.moved = this.roundTheRest(entity);
    this.state.change(patch);
    if (patch.moved) this.canvas.fitTo(this.canvas.scene.things);
  }

  /* Neighbours from other groups stand far away in the whole picture: here they get a place round the rest. */
  roundTheRest(entity) {
    const { moved } = this.state.value;
    const fresh = this.visibility.hiddenNeighbours(entity).slice(0, NEIGHBOURS_AT_A_TIME);
    const spots = ringSpots(this.canvas.scene, entity, fresh);
    return new Map([...moved, ...spots]);
  }

  closeNeighbours(entity) {
    const opened = new Map(this.state.value.opened);
    opened.delete(entity);
    this.state.change({ opened, added: new Set([...this.state.value.added, entity]) });
  }

  putAway(entity) {
    const { closed, added } = this.state.value;
    this.state.change({
      closed: new Set([...closed, entity]),
      added: new Set([...added].filter((one) => one !== entity)),
      selected: null,
    });
  }

  openCluster(cluster) {
    this.state.change({ scope: cluster, selected: null, ways: null });
  }

  toggleApart(pair) {
    this.state.change({ apart: toggled(this.state.value.apart, pair) });
  }

  connectFrom(entity) {
    this.connecting.startFrom(entity);
  }

  connect(from, to) {
    const { added, scope } = this.state.value;
    const ways = this.foundWays([from, to]);
    const onWay = ways.found
      .flat()
      .flatMap((link) => [this.network.links.source[link], this.network.links.target[link]]);
    const patch = { ways, selected: null, added: new Set([...added, from, to, ...onWay]), view: "network" };
    if (scope === "overview" || typeof scope === "number") {
      Object.assign(patch, {
        scope: "few",
        added: new Set([from, to, ...onWay]),
        moved: lanes(this.network, ways),
      });
    }
    this.state.change(patch);
    this.canvas.fit();
  }

  foundWays(ends) {
    const found = waysBetween(this.network, this.visibility.passing, ...ends);
    return { ends, found, links: new Set(found.flat()) };
  }

  /* The ways of an address are known by their ends; and filters may close or open some. */
  completeWays() {
    const { ways } = this.state.value;
    if (ways) this.state.value = { ...this.state.value, ways: this.foundWays(ways.ends) };
  }

  endWays() {
    this.state.change({ ways: null });
  }

  /* Escape: first what is selected, then the cluster. */
  back() {
    const { selected, ways, scope } = this.state.value;
    if (selected || ways) this.select(null);
    else if (this.network.clustered && scope !== "overview") this.toOverview();
  }

  toOverview() {
    this.state.change({
      scope: "overview",
      opened: new Map(),
      added: new Set(),
      closed: new Set(),
      moved: new Map(),
      ways: null,
      selected: null,
    });
  }

  focus() {
    const { selected } = this.state.value;
    return selected ? (selected.entity ?? selected.cluster ?? null) : null;
  }

  step(thing) {
    if (thing === null) return;
    this.select(this.canvas.scene.kind === "clusters" ? { cluster: thing } : { entity: thing });
    this.canvas.reveal(thing);
    byId("spoken").textContent = this.canvas.scene.label(thing);
  }

  readFocus() {
    const thing = this.focus();
    if (thing !== null && this.canvas.scene.kind === "clusters") this.openCluster(thing);
    else byId("panel").focus();
  }

  cameraMoved() {
    if (!this.isStarted) return;
    const { x, y, scale } = this.canvas.camera();
    this.state.change({ camera: [x, y, scale] });
  }

  painted() {
    performance.mark("painted");
    document.documentElement.setAttribute("data-painted", "");
  }

  /* What a download holds: the entities and links on show; of groups, all that they stand for. */
  onShow() {
    const { visibility } = this;
    if (this.state.value.scope !== "overview") return visibility;
    return { order: mostLinked(this.network, visibility), links: visibility.passing };
  }
}
