/* Facts as lines. Links between the same two entities are one line until they are drawn apart. */

const DASHES = { ended: [6, 4], unknown: [1.5, 4], "": [] };
const LINES_WITH_DASHES = 2500;
const LINES_IN_A_PATH = 100;
const POSSIBLE_ALPHA = 0.45;
const MANY_LINES = 1000;
const FADED_ALPHA = 0.3;

/* The lines for the links on show: {pair, links, link (when drawn alone), one, other, bend}. */
function linesOf(network, visibility, state) {
  const lines = [];
  const wanted = new Map();
  for (let link = 0; link < network.linkCount; link++) {
    if (!visibility.links[link]) continue;
    const pair = network.pairOf[link];
    if (wanted.has(pair)) wanted.get(pair).push(link);
    else wanted.set(pair, [link]);
  }
  for (const [pair, links] of wanted) {
    const { one, other } = network.pairs[pair];
    if (one === other) continue;
    if (state.apart.has(pair) && links.length > 1) {
      links.forEach((link, place) => {
        lines.push({ pair, links: [link], one, other, bend: (place - (links.length - 1) / 2) * 26 });
      });
    } else lines.push({ pair, links, one, other, bend: 0 });
  }
  for (const line of lines) line.style = lineStyle(network, visibility, line.links);
  fadeHubs(network, lines);
  return lines;
}

/* In a large picture, the lines of what is linked to nearly everything would cover the rest. */
function fadeHubs(network, lines) {
  if (lines.length < MANY_LINES) return;
  const most = lines.length * 0.08;
  for (const line of lines) {
    if (Math.max(network.degree[line.one], network.degree[line.other]) > most)
      line.style.faint ||= FADED_ALPHA;
  }
}

/* Solid while any of the links lasts, dashed when all have ended, dotted when no end is known. */
function lineStyle(network, visibility, links) {
  const statuses = new Set(links.map((link) => network.status(link)));
  const relations = new Set(links.map((link) => network.links.relation[link]));
  let status = statuses.size === 1 ? [...statuses][0] : "";
  if (statuses.size > 1 && !statuses.has("in_post") && !statuses.has("")) status = "ended";
  return {
    dash: status === "in_post" ? "" : status,
    colour: relations.size === 1 ? network.relation(links[0]).colour : "grey",
    arrow: relations.size === 1 && network.relation(links[0]).arrow ? network.links.target[links[0]] : -1,
    faint: links.every((link) => visibility.links[link] === POSSIBLY) ? POSSIBLE_ALPHA : 0,
    alarm: links.some((link) => network.contradicted.has(link)),
    width: 1.2 + 0.5 * Math.log2(links.length),
  };
}

/* Where the line bends: the control point of a quadratic curve, or the middle of a straight line. */
function bendOf(line, spots) {
  const [x1, y1, x2, y2] = [spots.x(line.one), spots.y(line.one), spots.x(line.other), spots.y(line.other)];
  const length = Math.hypot(x2 - x1, y2 - y1) || 1;
  const away = line.bend * 2;
  return [(x1 + x2) / 2 - ((y2 - y1) / length) * away, (y1 + y2) / 2 + ((x2 - x1) / length) * away];
}

function middleOf(line, spots) {
  const [cx, cy] = bendOf(line, spots);
  const x = (spots.x(line.one) + spots.x(line.other)) / 2;
  const y = (spots.y(line.one) + spots.y(line.other)) / 2;
  return [(x + cx) / 2, (y + cy) / 2];
}

function traceLine(pen, line, spots) {
  pen.moveTo(spots.x(line.one), spots.y(line.one));
  if (line.bend) {
    const [cx, cy] = bendOf(line, spots);
    pen.quadraticCurveTo(cx, cy, spots.x(line.other), spots.y(line.other));
  } else pen.lineTo(spots.x(line.other), spots.y(line.other));
}

function colourOf(style, paint) {
  if (style.alarm) return paint.alarm;
  return style.colour === "grey" ? paint.line : paint.hues[style.colour];
}

/* Draws lines in bundles of one look, each bundle as one path: a path each would be many times slower. */
function drawLines(pen, lines, spots, paint, { zoom, strong = false }) {
  const bundles = new Map();
  const dashed = lines.length <= LINES_WITH_DASHES;
  for (const line of lines) {
    const { style } = line;
    const key = `${colourOf(style, paint)}|${dashed ? style.dash : ""}|${style.width.toFixed(1)}|${style.faint}`;
    if (!bundles.has(key)) bundles.set(key, []);
    bundles.get(key).push(line);
  }
  const shrink = 1 / Math.max(zoom, 0.35);
  for (const bundle of bundles.values()) {
    const { style } = bundle[0];
    pen.strokeStyle = colourOf(style, paint);
    pen.globalAlpha = strong && style.faint !== POSSIBLE_ALPHA ? 1 : style.faint || 0.85;
    pen.lineWidth = (style.width + (strong ? 0.8 : 0)) * Math.min(shrink, 2);
    pen.setLineDash(dashed ? DASHES[style.dash].map((part) => part * Math.min(shrink, 2)) : []);
    for (let first = 0; first < bundle.length; first += LINES_IN_A_PATH) {
      pen.beginPath();
      for (const line of bundle.slice(first, first + LINES_IN_A_PATH)) traceLine(pen, line, spots);
      pen.stroke();
    }
  }
  pen.setLineDash([]);
  pen.globalAlpha = 1;
  for (const line of lines) if (line.style.arrow >= 0) drawArrow(pen, line, spots, paint);
}

function drawArrow(pen, line, spots, paint) {
  const towards = line.style.arrow;
  const from = line.one === towards ? line.other : line.one;
  const [cx, cy] = line.bend ? bendOf(line, spots) : [spots.x(from), spots.y(from)];
  const [x, y] = [spots.x(towards), spots.y(towards)];
  const angle = Math.atan2(y - cy, x - cx);
  const tip = spots.radius(towards) + 2;
  const [tx, ty] = [x - Math.cos(angle) * tip, y - Math.sin(angle) * tip];
  pen.beginPath();
  pen.moveTo(tx, ty);
  pen.lineTo(tx - Math.cos(angle - 0.4) * 9, ty - Math.sin(angle - 0.4) * 9);
  pen.lineTo(tx - Math.cos(angle + 0.4) * 9, ty - Math.sin(angle + 0.4) * 9);
  pen.closePath();
  pen.fillStyle = colourOf(line.style, paint);
  pen.fill();
}

/* How many facts a line stands for, and a mark where documents contradict each other. */
function drawLineMarks(pen, lines, spots, paint) {
  pen.textAlign = "center";
  pen.textBaseline = "middle";
  for (const line of lines) {
    const text = line.style.alarm ? "!" : String(line.links.length);
    const [x, y] = middleOf(line, spots);
    pen.beginPath();
    pen.arc(x, y, 7, 0, 2 * Math.PI);
    pen.closePath();
    pen.fillStyle = line.style.alarm ? paint.alarm : paint.ground;
    pen.strokeStyle = colourOf(line.style, paint);
    pen.lineWidth = 1;
    pen.fill();
    pen.stroke();
    pen.fillStyle = line.style.alarm ? paint.ground : paint.ink;
    pen.font = `600 9px ${FONT}`;
    pen.fillText(text, x, y + 0.5);
  }
}

/* The line nearest to a point, within `reach`, or null. */
function lineAt(lines, spots, x, y, reach) {
  let best = null;
  let nearest = reach;
  for (const line of lines) {
    const distance = distanceTo(line, spots, x, y);
    if (distance < nearest) [best, nearest] = [line, distance];
  }
  return best;
}

function distanceTo(line, spots, x, y) {
  const start = [spots.x(line.one), spots.y(line.one)];
  const end = [spots.x(line.other), spots.y(line.other)];
  if (!line.bend) return distanceToSegment(start, end, x, y);
  const [cx, cy] = bendOf(line, spots);
  let [shortest, before] = [Infinity, start];
  for (let step = 1; step <= 10; step++) {
    const t = step / 10;
    const point = [0, 1].map(
      (axis) => (1 - t) ** 2 * start[axis] + 2 * t * (1 - t) * [cx, cy][axis] + t * t * end[axis],
    );
    shortest = Math.min(shortest, distanceToSegment(before, point, x, y));
    before = point;
  }
  return shortest;
}

function distanceToSegment([x1, y1], [x2, y2], x, y) {
  const square = (x2 - x1) ** 2 + (y2 - y1) ** 2;
  const along = square ? Math.max(0, Math.min(1, ((x - x1) * (x2 - x1) + (y - y1) * (y2 - y1)) / square)) : 0;
  return Math.hypot(x - x1 - along * (x2 - x1), y - y1 - along * (y2 - y1));
}
