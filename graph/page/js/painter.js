/* Paints a scene with a pen: on the screen, where vis-network draws the shapes, and for downloads. */

const VEIL = 0.74;
const NEAR = 1.35;
const MAX_LINE_LABELS = 40;

class Painter {
  constructor() {
    this.typesetter = new Typesetter();
    this.hovered = null;
  }

  /* Everything, for a picture. The pen's coordinates are those of the screen. */
  picture(pen, scene, camera, paint) {
    scene.spots.growFor(camera.scale);
    pen.save();
    pen.translate(camera.width / 2 - camera.x * camera.scale, camera.height / 2 - camera.y * camera.scale);
    pen.scale(camera.scale, camera.scale);
    drawLines(pen, scene.lines, scene.spots, paint, { zoom: camera.scale });
    for (const thing of scene.things) this.shape(pen, scene, thing, paint, camera.scale);
    this.above(pen, scene, camera, paint);
    pen.restore();
    this.labels(pen, scene, camera, paint);
  }

  shape(pen, scene, thing, paint, zoom) {
    drawShape(
      pen,
      scene.look(thing),
      scene.spots.x(thing),
      scene.spots.y(thing),
      scene.spots.radius(thing),
      paint,
      zoom,
    );
  }

  /* What lies above the shapes: marks on lines, and what is selected in front of a veil. */
  above(pen, scene, camera, paint) {
    const { front, spots } = scene;
    if (!front) {
      drawLineMarks(pen, this.markedLines(scene, camera), spots, paint);
      return;
    }
    pen.globalAlpha = VEIL;
    pen.fillStyle = paint.ground;
    const [wide, high] = [camera.width / camera.scale, camera.height / camera.scale];
    pen.fillRect(camera.x - wide / 2 - 1, camera.y - high / 2 - 1, wide + 2, high + 2);
    pen.globalAlpha = 1;
    drawLines(pen, front.lines, spots, paint, { zoom: camera.scale, strong: front.lines.length < 40 });
    drawLineMarks(pen, this.markedLines(scene, camera), spots, paint);
    for (const thing of front.main)
      if (this.isShown(scene, thing)) this.ring(pen, scene, thing, paint, camera.scale);
    for (const thing of front.things)
      if (this.isShown(scene, thing)) this.shape(pen, scene, thing, paint, camera.scale);
  }

  /* Lines with a mark: those of several facts when they are near, those of a contradiction always. */
  markedLines({ front, lines }, camera) {
    const few = front || lines.length < 60;
    const near = camera.scale > (few ? 0.55 : 0.95);
    return (front ? front.lines : lines).filter(
      (line) => line.style.alarm || (near && line.links.length > 1),
    );
  }

  isShown(scene, thing) {
    return scene.kind === "clusters" || scene.visibility.entities[thing];
  }

  ring(pen, scene, thing, paint, zoom) {
    const { spots } = scene;
    pen.beginPath();
    pen.arc(spots.x(thing), spots.y(thing), spots.radius(thing) * 1.3 + 4 / zoom, 0, 2 * Math.PI);
    pen.closePath();
    pen.strokeStyle = paint.accent;
    pen.lineWidth = 2.5 / zoom;
    pen.fillStyle = paint.ground;
    pen.fill();
    pen.stroke();
  }

  labels(pen, scene, camera, paint) {
    const area = { left: 0, top: 0, right: camera.width, bottom: camera.height };
    const occupied = this.occupied(scene, camera);
    const placed = placeLabels(this.wanted(scene, camera, paint), occupied, this.typesetter, area);
    const lines = placeLabels(
      this.wantedOfLines(scene, camera, paint),
      occupied,
      this.typesetter,
      area,
      MAX_LINE_LABELS,
    );
    drawLabels(pen, [...lines, ...placed], paint);
  }

  occupied(scene, camera) {
    const occupied = new Occupied();
    const things = scene.front ? [...scene.front.things] : scene.things;
    for (const thing of things) {
      const [x, y] = camera.screen(scene.spots.x(thing), scene.spots.y(thing));
      if (x < -50 || y < -50 || x > camera.width + 50 || y > camera.height + 50) continue;
      const radius = scene.spots.radius(thing) * camera.scale;
      occupied.add({
        left: x - radius,
        right: x + radius,
        top: y - radius,
        bottom: y + radius,
        owner: thing,
        isShape: true,
      });
    }
    for (const line of this.markedLines(scene, camera)) {
      const [x, y] = camera.screen(...middleOf(line, scene.spots));
      const radius = 7 * camera.scale;
      occupied.add({ left: x - radius, right: x + radius, top: y - radius, bottom: y + radius, owner: line });
    }
    return occupied;
  }

  /* The labels that one would like, the most important first. */
  *wanted(scene, camera, paint) {
    const done = new Set();
    const fewInFront = scene.front !== null && scene.front.things.size < 25;
    const ringed = scene.front ? scene.front.main : [];
    const sure = [...ringed, ...(this.hovered === null ? [] : [this.hovered])];
    const hubsOnly = scene.isDense() && !scene.front && camera.scale < 0.8;
    const order = scene.front ? [...scene.front.things] : scene.things;
    for (const thing of [...sure, ...order]) {
      if (done.has(thing) || !this.isShown(scene, thing)) continue;
      if (hubsOnly && !scene.isMain(thing) && !sure.includes(thing)) continue;
      done.add(thing);
      const [x, y] = camera.screen(scene.spots.x(thing), scene.spots.y(thing));
      yield {
        owner: thing,
        text: scene.label(thing),
        x,
        y,
        radius:
          scene.spots.radius(thing) * camera.scale * (ringed.includes(thing) ? 1.3 : 1) +
          (ringed.includes(thing) ? 5 : 0),
        weight: scene.isMain(thing) || sure.includes(thing) ? 700 : 400,
        overShapes: scene.isMain(thing) || fewInFront,
        sure: sure.includes(thing),
        colour: paint.ink,
      };
    }
  }

  /* Lines say what they are when selected, or when one is near and they are few. */
  *wantedOfLines(scene, camera, paint) {
    const near = camera.scale > NEAR && scene.lines.length < 400;
    const lines = scene.front ? scene.front.lines : near ? scene.lines : [];
    if (lines.length > 60 && !near) return;
    for (const line of lines) {
      const text = scene.lineLabel(line);
      if (!text) continue;
      const [x, y] = camera.screen(...middleOf(line, scene.spots));
      yield {
        owner: line,
        text,
        x,
        y,
        radius: 6,
        weight: 400,
        sure: false,
        colour: paint.muted,
      };
    }
  }
}
