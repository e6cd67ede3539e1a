/* Where things stand on the canvas and how large they are. */

class Spots {
  constructor(xs, ys, radii) {
    this.xs = Float64Array.from(xs);
    this.ys = Float64Array.from(ys);
    this.radii = Float64Array.from(radii);
    this.stretch = 1;
    this.grown = 1;
  }

  x(thing) {
    return this.xs[thing] * this.stretch;
  }

  y(thing) {
    return this.ys[thing] * this.stretch;
  }

  radius(thing) {
    return this.radii[thing] * this.grown;
  }

  move(thing, x, y) {
    this.xs[thing] = x / this.stretch;
    this.ys[thing] = y / this.stretch;
  }

  /* Shapes shrink less than distances when one zooms out, and grow less when one zooms in. */
  growFor(zoom) {
    this.grown = Math.min(1.8, Math.max(0.5, zoom ** -0.4));
  }

  /* The box round `things`: {left, top, right, bottom}. */
  extent(things) {
    const box = { left: Infinity, top: Infinity, right: -Infinity, bottom: -Infinity };
    for (const thing of things) {
      box.left = Math.min(box.left, this.x(thing));
      box.right = Math.max(box.right, this.x(thing));
      box.top = Math.min(box.top, this.y(thing));
      box.bottom = Math.max(box.bottom, this.y(thing));
    }
    return things.length ? box : { left: 0, top: 0, right: 0, bottom: 0 };
  }
}

/* Spots on a circle round all that a scene shows, for `fresh` things that come from `opener`: those of one at
   the edge stand outside of it, those of one in the middle all round. In coordinates without the stretch. */
function ringSpots(scene, opener, fresh) {
  const { xs, ys, stretch } = scene.spots;
  const box = scene.spots.extent(scene.things);
  const [x, y] = [(box.left + box.right) / 2 / stretch, (box.top + box.bottom) / 2 / stretch];
  const reach =
    Math.max(...scene.things.map((thing) => Math.hypot(xs[thing] - x, ys[thing] - y))) + 70 / stretch;
  const away = Math.hypot(xs[opener] - x, ys[opener] - y);
  const whole = (2 * Math.PI) / fresh.length;
  const step = away > reach / 3 ? Math.min(whole, 90 / stretch / reach) : whole;
  const first = Math.atan2(ys[opener] - y, xs[opener] - x) - (step * (fresh.length - 1)) / 2;
  return fresh.map((thing, place) => {
    const angle = first + step * place;
    return [thing, [Math.round(x + Math.cos(angle) * reach), Math.round(y + Math.sin(angle) * reach)]];
  });
}

/* The camera: which point of the canvas is in the middle of the screen, and how large all is drawn. */
class Camera {
  constructor(x, y, scale, width, height) {
    Object.assign(this, { x, y, scale, width, height });
  }

  screen(x, y) {
    return [(x - this.x) * this.scale + this.width / 2, (y - this.y) * this.scale + this.height / 2];
  }

  /* The camera that shows a box, with room round it for labels. */
  static around(box, width, height) {
    const [wide, high] = [box.right - box.left, box.bottom - box.top];
    const [roomWide, roomHigh] = [width - Math.min(130, width * 0.2), height - Math.min(110, height * 0.18)];
    const scale = Math.max(0.03, Math.min(1.6, roomWide / (wide || 1), roomHigh / (high || 1)));
    return new Camera(
      (box.left + box.right) / 2,
      (box.top + box.bottom) / 2 + 6 / scale,
      scale,
      width,
      height,
    );
  }
}
