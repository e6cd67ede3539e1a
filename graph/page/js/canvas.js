/* The network on the screen: vis-network draws the shapes and handles pointer, touch and zoom; lines,
   labels and what is selected are drawn round them. Nothing moves by itself: positions come with the page. */

const VIS_OPTIONS = {
  physics: false,
  layout: { improvedLayout: false },
  interaction: {
    hover: true,
    multiselect: false,
    selectConnectedEdges: false,
    keyboard: false,
    zoomSpeed: 0.8,
  },
  nodes: { shape: "custom" },
};

class Canvas {
  constructor(page, container) {
    this.page = page;
    this.container = container;
    this.painter = new Painter();
    this.nodes = new vis.DataSet();
    this.spots = { entities: entitySpots(page.network), clusters: null };
    this.moved = new Map();
    this.place(page.state.value.moved);
    this.vis = new vis.Network(container, { nodes: this.nodes, edges: new vis.DataSet() }, VIS_OPTIONS);
    // The container takes the focus and the keys.
    container.firstElementChild.setAttribute("tabindex", "-1");
    this.vis.on("beforeDrawing", (pen) => this.beneath(pen));
    this.vis.on("afterDrawing", (pen) => this.above(pen));
    this.vis.on("click", (event) => this.clicked(event));
    this.vis.on("doubleClick", (event) => this.doubleClicked(event));
    this.vis.on("dragEnd", (event) => this.dragged(event));
    this.vis.on("dragging", (event) => this.dragging(event));
    this.vis.on("hoverNode", ({ node }) => this.hover(node));
    this.vis.on("blurNode", () => this.hover(null));
    for (const event of ["zoom", "dragEnd"]) this.vis.on(event, () => page.cameraMoved());
  }

  /* Shows a new scene; what was on show already stays where it is. */
  show() {
    const { network, state, visibility } = this.page;
    const overview = state.value.scope === "overview";
    if (overview && !this.spots.clusters) this.spots.clusters = clusterSpots(network);
    const before = this.scene;
    this.scene = overview
      ? new OverviewScene(network, visibility, state.value, this.spots.clusters)
      : new EntityScene(network, visibility, state.value, this.spots.entities);
    const stays = before && before.kind === this.scene.kind && before.stretch === this.scene.spots.stretch;
    this.scene.stretch = this.scene.spots.stretch;
    this.follow(state.value.moved);
    this.sync(stays);
    this.redraw();
  }

  /* Puts entities where the reader has moved them, and back those that are moved no longer. */
  place(moved) {
    const { x, y } = this.page.network.entities;
    const { xs, ys } = this.spots.entities;
    for (const entity of this.moved.keys()) [xs[entity], ys[entity]] = [x[entity], y[entity]];
    for (const [entity, spot] of moved) [xs[entity], ys[entity]] = spot;
    const changed = [...new Set([...this.moved.keys(), ...moved.keys()])];
    this.moved = moved;
    return changed;
  }

  follow(moved) {
    if (moved === this.moved) return;
    const known = this.place(moved).filter(
      (entity) => this.scene.kind === "entities" && this.nodes.get(entity),
    );
    this.nodes.update(
      known.map((entity) => ({ id: entity, x: this.scene.spots.x(entity), y: this.scene.spots.y(entity) })),
    );
  }

  sync(stays) {
    if (!stays) this.nodes.clear();
    const wanted = new Set(this.scene.things);
    const gone = this.nodes.getIds().filter((id) => !wanted.has(id));
    const fresh = this.scene.things.filter((thing) => !this.nodes.get(thing));
    if (gone.length) this.nodes.remove(gone);
    if (fresh.length) this.nodes.add(fresh.map((thing) => this.node(thing)));
  }

  node(thing) {
    const { spots } = this.scene;
    return { id: thing, x: spots.x(thing), y: spots.y(thing), ctxRenderer: (call) => this.renderNode(call) };
  }

  renderNode({ ctx, id, x, y }) {
    const radius = this.scene.spots.radius(id);
    const size = { width: radius * 2.4, height: radius * 2.4 };
    return {
      drawNode: () => drawShape(ctx, this.scene.look(id), x, y, radius, this.page.paint, this.zoom),
      nodeDimensions: size,
    };
  }

  camera() {
    const { x, y } = this.vis.getViewPosition();
    return new Camera(x, y, this.vis.getScale(), this.container.clientWidth, this.container.clientHeight);
  }

  beneath(pen) {
    if (!this.scene) return;
    const scale = (this.zoom = this.vis.getScale());
    this.scene.spots.growFor(scale);
    drawLines(pen, this.scene.lines, this.scene.spots, this.page.paint, { zoom: scale });
  }

  above(pen) {
    if (!this.scene) return;
    const camera = this.camera();
    this.painter.above(pen, this.scene, camera, this.page.paint);
    pen.save();
    const ratio = pen.canvas.width / this.container.clientWidth;
    pen.setTransform(ratio, 0, 0, ratio, 0, 0);
    this.painter.labels(pen, this.scene, camera, this.page.paint);
    pen.restore();
    if (!this.painted) this.page.painted();
    this.painted = true;
  }

  redraw() {
    this.vis.redraw();
  }

  fit() {
    const things = this.scene.front ? [...this.scene.front.things] : this.scene.things;
    this.fitTo(things);
  }

  fitTo(things) {
    const box = this.scene.spots.extent(things);
    const camera = Camera.around(box, this.container.clientWidth, this.container.clientHeight);
    this.moveTo(camera.x, camera.y, camera.scale);
  }

  moveTo(x, y, scale) {
    this.vis.moveTo({ position: { x, y }, scale, animation: false });
    this.page.cameraMoved();
  }

  zoomBy(factor) {
    const { x, y, scale } = this.camera();
    this.moveTo(x, y, Math.max(0.03, Math.min(6, scale * factor)));
  }

  /* Moves the camera only when `thing` is not well inside the screen. */
  reveal(thing) {
    const camera = this.camera();
    const [x, y] = camera.screen(this.scene.spots.x(thing), this.scene.spots.y(thing));
    const inside = x > 60 && y > 60 && x < camera.width - 60 && y < camera.height - 60;
    if (!inside)
      this.moveTo(this.scene.spots.x(thing), this.scene.spots.y(thing), Math.max(camera.scale, 0.7));
  }

  hover(thing) {
    this.painter.hovered = thing;
    this.container.classList.toggle("pointing", thing !== null);
    this.redraw();
  }

  clicked({ nodes, pointer }) {
    const clusters = this.scene.kind === "clusters";
    if (nodes.length) return this.page.select(clusters ? { cluster: nodes[0] } : { entity: nodes[0] });
    const line = clusters ? null : this.lineUnder(pointer.canvas);
    return this.page.select(
      line ? { pair: line.pair, link: line.links.length === 1 ? line.links[0] : null } : null,
    );
  }

  lineUnder({ x, y }) {
    const lines = this.scene.front ? this.scene.front.lines : this.scene.lines;
    const reach = 7 / this.vis.getScale();
    return (
      lineAt(lines, this.scene.spots, x, y, reach) || lineAt(this.scene.lines, this.scene.spots, x, y, reach)
    );
  }

  doubleClicked({ nodes }) {
    if (!nodes.length) return;
    if (this.scene.kind === "clusters") this.page.openCluster(nodes[0]);
    else this.page.openNeighbours(nodes[0]);
  }

  dragging({ nodes }) {
    for (const thing of nodes) {
      const { x, y } = this.vis.getPosition(thing);
      this.scene.spots.move(thing, x, y);
    }
  }

  dragged({ nodes }) {
    if (!nodes.length || this.scene.kind === "clusters") return;
    this.dragging({ nodes });
    const moved = new Map(this.page.state.value.moved);
    const { spots } = this.scene;
    for (const thing of nodes) moved.set(thing, [Math.round(spots.xs[thing]), Math.round(spots.ys[thing])]);
    this.page.state.change({ moved });
  }
}
