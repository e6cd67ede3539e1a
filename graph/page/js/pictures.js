/* The picture for publication, as SVG and PNG: title, subtitle, network, legend and source line. */

const MARGIN = 24;
const WIDEST = 1600;

/* A pen that writes SVG: the part of a canvas's context that the painter uses. */
class SvgPen {
  constructor() {
    this.parts = [];
    this.path = "";
    this.dash = [];
    this.open = [0];
    Object.assign(this, {
      globalAlpha: 1,
      lineWidth: 1,
      fillStyle: "#000",
      strokeStyle: "#000",
      font: "",
      textAlign: "start",
      lineJoin: "miter",
    });
  }

  save() {
    this.open.push(0);
  }

  restore() {
    this.parts.push("</g>".repeat(this.open.pop()));
  }

  group(transform) {
    this.parts.push(`<g transform="${transform}">`);
    this.open[this.open.length - 1]++;
  }

  translate(x, y) {
    this.group(`translate(${tidy(x)} ${tidy(y)})`);
  }

  scale(factor) {
    this.group(`scale(${factor})`);
  }

  beginPath() {
    this.path = "";
  }

  moveTo(x, y) {
    this.path += `M${tidy(x)} ${tidy(y)}`;
  }

  lineTo(x, y) {
    this.path += `L${tidy(x)} ${tidy(y)}`;
  }

  quadraticCurveTo(cx, cy, x, y) {
    this.path += `Q${tidy(cx)} ${tidy(cy)} ${tidy(x)} ${tidy(y)}`;
  }

  arc(x, y, radius) {
    this.path += `M${tidy(x - radius)} ${tidy(y)}a${tidy(radius)} ${tidy(radius)} 0 1 0 ${tidy(2 * radius)} 0a${tidy(radius)} ${tidy(radius)} 0 1 0 ${tidy(-2 * radius)} 0`;
  }

  closePath() {
    this.path += "Z";
  }

  setLineDash(dash) {
    this.dash = dash;
  }

  opacity() {
    return this.globalAlpha < 1 ? ` opacity="${this.globalAlpha}"` : "";
  }

  fill() {
    if (this.path) this.parts.push(`<path d="${this.path}" fill="${this.fillStyle}"${this.opacity()}/>`);
  }

  stroke() {
    const dash = this.dash.length ? ` stroke-dasharray="${this.dash.map(tidy).join(" ")}"` : "";
    if (this.path)
      this.parts.push(
        `<path d="${this.path}" fill="none" stroke="${this.strokeStyle}" stroke-width="${tidy(this.lineWidth)}"${dash}${this.opacity()}/>`,
      );
  }

  fillRect(x, y, width, height) {
    this.parts.push(
      `<rect x="${tidy(x)}" y="${tidy(y)}" width="${tidy(width)}" height="${tidy(height)}" fill="${this.fillStyle}"${this.opacity()}/>`,
    );
  }

  text(text, x, y, look) {
    const [, weight, size] = /^(\d+) (\d+)px/.exec(this.font);
    const anchor = this.textAlign === "center" ? "middle" : "start";
    const baseline = this.textBaseline === "middle" ? ' dominant-baseline="central"' : "";
    this.parts.push(
      `<text x="${tidy(x)}" y="${tidy(y)}" font-size="${size}" font-weight="${weight}" text-anchor="${anchor}"${baseline} ${look}>${xmlText(text)}</text>`,
    );
  }

  fillText(text, x, y) {
    this.text(text, x, y, `fill="${this.fillStyle}"`);
  }

  strokeText(text, x, y) {
    this.text(
      text,
      x,
      y,
      `fill="none" stroke="${this.strokeStyle}" stroke-width="${this.lineWidth}" stroke-linejoin="round"`,
    );
  }

  document(width, height) {
    const font = FONT.replaceAll('"', "'");
    return `<?xml version="1.0" encoding="UTF-8"?>\n<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" font-family="${font}">${this.parts.join("\n")}</svg>\n`;
  }
}

function tidy(number) {
  return String(Math.round(number * 100) / 100);
}

class Picture {
  constructor(page) {
    this.page = page;
    const { scene } = page.canvas;
    const shown = page.canvas.camera();
    this.width = Math.min(WIDEST, Math.max(720, shown.width));
    this.head = 30 + (page.network.title ? 34 : 0) + (page.network.subtitle ? 24 : 0);
    this.keys = this.legend(scene);
    this.foot = 34 + this.keyRows() * 24 + (page.network.source ? 22 : 0);
    this.camera = new Camera(shown.x, shown.y, shown.scale, this.width, Math.max(480, shown.height));
    this.height = this.head + this.camera.height + this.foot;
  }

  legend(scene) {
    const { network, visibility } = this.page;
    const kinds =
      scene.kind === "clusters"
        ? []
        : network.kinds.filter((kind, place) =>
            visibility.order.some((entity) => network.entities.kind[entity] === place),
          );
    const grades = network.grades.filter((_, place) =>
      visibility.order.some((entity) => network.entities.grade[entity] === place),
    );
    return [
      ...kinds
        .filter((kind) => kind.shape !== "badge")
        .map((kind) => ({ look: { ...kind, letter: "" }, text: kind.label })),
      ...grades.map((grade) => ({ look: { ...grade, shape: "badge" }, text: grade.label })),
      ...this.dashes(scene),
    ];
  }

  dashes(scene) {
    const used = new Set(scene.lines.map((line) => line.style.dash));
    const known = { ended: "has ended", unknown: "end not known" };
    const found = Object.keys(known)
      .filter((dash) => used.has(dash))
      .map((dash) => ({ dash, text: known[dash] }));
    return scene.lines.some((line) => line.style.alarm)
      ? [...found, { alarm: true, text: "documents disagree" }]
      : found;
  }

  columns() {
    return Math.max(1, Math.floor((this.width - 2 * MARGIN) / 170));
  }

  keyRows() {
    return Math.ceil(this.keys.length / this.columns());
  }

  draw(pen) {
    const { page } = this;
    const { network, paint, canvas } = page;
    pen.fillStyle = paint.ground;
    pen.fillRect(0, 0, this.width, this.height);
    pen.save();
    pen.translate(0, this.head);
    canvas.painter.picture(pen, canvas.scene, this.camera, paint);
    pen.restore();
    // What reaches out of its place is covered again by the margins.
    pen.fillStyle = paint.ground;
    pen.fillRect(0, 0, this.width, this.head);
    pen.fillRect(0, this.height - this.foot, this.width, this.foot);
    pen.textAlign = "start";
    pen.textBaseline = "alphabetic";
    this.line(pen, network.title, 46, "700 24px", paint.ink);
    this.line(pen, network.subtitle, network.title ? 72 : 46, "400 15px", paint.muted);
    this.drawKeys(pen, paint);
    this.line(pen, network.source && `Source: ${network.source}`, this.height - 16, "400 12px", paint.muted);
    canvas.redraw();
  }

  line(pen, text, y, font, colour) {
    if (!text) return;
    pen.font = `${font} ${FONT}`;
    pen.fillStyle = colour;
    pen.fillText(text, MARGIN, y);
  }

  drawKeys(pen, paint) {
    this.keys.forEach((key, place) => {
      const x = MARGIN + (place % this.columns()) * 170;
      const y = this.height - this.foot + 18 + Math.floor(place / this.columns()) * 24;
      if (key.look) drawShape(pen, key.look, x + 10, y, 7, paint);
      else this.drawKeyLine(pen, key, x, y, paint);
      pen.textAlign = "start";
      pen.textBaseline = "middle";
      pen.font = `400 12px ${FONT}`;
      pen.fillStyle = paint.ink;
      pen.fillText(capital(key.text), x + 28, y);
    });
    pen.textBaseline = "alphabetic";
  }

  drawKeyLine(pen, key, x, y, paint) {
    pen.beginPath();
    pen.moveTo(x, y);
    pen.lineTo(x + 22, y);
    pen.strokeStyle = key.alarm ? paint.alarm : paint.line;
    pen.lineWidth = 2.5;
    pen.setLineDash(DASHES[key.dash || ""]);
    pen.stroke();
    pen.setLineDash([]);
  }

  svg() {
    const pen = new SvgPen();
    this.draw(pen);
    return pen.document(this.width, this.height);
  }

  png() {
    const canvas = el("canvas", { width: this.width * 2, height: this.height * 2 });
    const pen = canvas.getContext("2d");
    pen.scale(2, 2);
    this.draw(pen);
    return new Promise((resolve) => canvas.toBlob(resolve, "image/png"));
  }
}
