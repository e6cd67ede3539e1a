/* The shapes of entities. They draw on a pen: a canvas's context, or the SVG pen that looks like one. */

/* Corners round the middle, scaled so that all shapes look equally large. A circle has none. */
const CORNERS = {
  square: polygon(4, 1.25, Math.PI / 4),
  badge: polygon(4, 1.25, Math.PI / 4),
  diamond: polygon(4, 1.3, 0),
  triangle: polygon(3, 1.45, -Math.PI / 2),
  hexagon: polygon(6, 1.12, 0),
  pentagon: polygon(5, 1.18, -Math.PI / 2),
  star: star(),
};

function polygon(sides, reach, turn) {
  return Array.from({ length: sides }, (_, side) => {
    const angle = turn + (side * 2 * Math.PI) / sides;
    return [Math.cos(angle) * reach, Math.sin(angle) * reach];
  });
}

function star() {
  return Array.from({ length: 10 }, (_, corner) => {
    const angle = -Math.PI / 2 + (corner * Math.PI) / 5;
    const reach = corner % 2 ? 0.66 : 1.4;
    return [Math.cos(angle) * reach, Math.sin(angle) * reach];
  });
}

function traceShape(pen, shape, x, y, radius) {
  const corners = CORNERS[shape];
  pen.beginPath();
  if (corners) {
    corners.forEach(([right, down], corner) => {
      if (corner) pen.lineTo(x + right * radius, y + down * radius);
      else pen.moveTo(x + right * radius, y + down * radius);
    });
  } else pen.arc(x, y, radius, 0, 2 * Math.PI);
  pen.closePath();
}

/* A shape with a rim in the colour of the ground, which parts it from lines and other shapes. */
function drawShape(pen, look, x, y, radius, paint, zoom = 1) {
  traceShape(pen, look.shape, x, y, radius);
  pen.fillStyle = paint.hues[look.colour];
  pen.strokeStyle = paint.ground;
  pen.lineWidth = Math.min(2, radius / 4);
  pen.fill();
  if (radius * zoom > 3.5) pen.stroke();
  if (look.letter && radius * zoom > 4.5 + look.letter.length) {
    pen.fillStyle = paint.ground;
    pen.font = `700 ${Math.round(radius * [1.3, 1.3, 1.1, 0.85, 0.7][Math.min(4, look.letter.length)])}px ${FONT}`;
    pen.textAlign = "center";
    pen.textBaseline = "middle";
    pen.fillText(look.letter, x, y + radius * 0.06);
  }
}

/* What an entity looks like. Grades are told by a letter as well as by their colour. */
function lookOf(network, entity) {
  const grade = network.grade(entity);
  const kind = network.kind(entity);
  if (grade) return { shape: "badge", colour: grade.colour, letter: grade.letter };
  return { shape: kind.shape, colour: network.hueNames[network.entities.colour[entity]], letter: "" };
}

/* The more links, the larger; where many are drawn, all are smaller. */
function radiusOf(network, entity, many) {
  const radius = Math.min(
    many ? 15 : 24,
    (many ? 2.5 : 4.5) + (many ? 1.2 : 2) * Math.sqrt(network.degree[entity]),
  );
  return network.entities.grade[entity] >= 0 ? Math.max(many ? 5 : 9, radius) : radius;
}

/* A small drawing of a shape, for legends and lists. */
function swatch(look, paint) {
  const icon = svg("svg", {
    class: "swatch",
    viewBox: "-9 -9 18 18",
    width: 18,
    height: 18,
    "aria-hidden": "true",
  });
  const fillColour = paint.hues[look.colour];
  const corners = CORNERS[look.shape];
  if (corners) {
    const points = corners.map(([x, y]) => `${(x * 6).toFixed(1)},${(y * 6).toFixed(1)}`).join(" ");
    icon.append(svg("polygon", { points, fill: fillColour }));
  } else icon.append(svg("circle", { r: 6, fill: fillColour }));
  if (look.letter) {
    const letter = {
      y: 0.5,
      "text-anchor": "middle",
      "dominant-baseline": "middle",
      "font-size": 9,
      "font-weight": 700,
    };
    icon.append(svg("text", { ...letter, fill: paint.ground }, look.letter));
  }
  return icon;
}

/* A small piece of line as the facts of a relation are drawn. */
function lineSwatch(colour, dash, paint) {
  const icon = svg("svg", {
    class: "swatch",
    viewBox: "0 0 24 18",
    width: 24,
    height: 18,
    "aria-hidden": "true",
  });
  const stroke = colour === "grey" ? paint.line : paint.hues[colour];
  icon.append(
    svg("line", {
      x1: 1,
      x2: 23,
      y1: 9,
      y2: 9,
      stroke,
      "stroke-width": 2.5,
      "stroke-dasharray": dash || null,
    }),
  );
  return icon;
}
