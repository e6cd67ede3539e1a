/* Labels: no more than fit. They are placed on the screen, the most linked first, where nothing is yet. */

const FONT =
  'system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", "Liberation Sans", Arial, sans-serif';
const LINE_HEIGHT = 14;
const LABEL_WIDTH = 118;
const MAX_LABELS = 160;

/* Boxes on the screen, in cells, so that asking what is near is quick. */
class Occupied {
  constructor() {
    this.cells = new Map();
  }

  around(box, visit) {
    for (let column = Math.floor(box.left / 48); column <= Math.floor(box.right / 48); column++) {
      for (let row = Math.floor(box.top / 48); row <= Math.floor(box.bottom / 48); row++) {
        if (visit(column * 65536 + row)) return true;
      }
    }
    return false;
  }

  add(box) {
    this.around(box, (cell) => {
      if (this.cells.has(cell)) this.cells.get(cell).push(box);
      else this.cells.set(cell, [box]);
    });
  }

  /* Whether something else is there; with `overShapes`, only labels count. */
  hits(box, owner, overShapes) {
    return this.around(box, (cell) =>
      (this.cells.get(cell) || []).some(
        (other) =>
          other.owner !== owner &&
          !(overShapes && other.isShape) &&
          other.left < box.right &&
          other.right > box.left &&
          other.top < box.bottom &&
          other.bottom > box.top,
      ),
    );
  }
}

class Typesetter {
  constructor() {
    this.pen = document.createElement("canvas").getContext("2d");
    this.known = new Map();
  }

  /* `text` in at most three lines of LABEL_WIDTH: {lines, width}. */
  lines(text, weight) {
    const key = `${weight}${text}`;
    if (!this.known.has(key)) this.known.set(key, this.wrapped(text, weight));
    return this.known.get(key);
  }

  wrapped(text, weight) {
    this.pen.font = `${weight} 12px ${FONT}`;
    const lines = [];
    let line = "";
    for (const word of text.split(" ")) {
      const longer = line ? `${line} ${word}` : word;
      if (line && this.pen.measureText(longer).width > LABEL_WIDTH) {
        lines.push(line);
        line = word;
      } else line = longer;
    }
    lines.push(line);
    const kept = lines.slice(0, 3).map((one) => this.shortened(one));
    if (lines.length > 3) kept[2] = this.shortened(`${kept[2]}…`);
    return { lines: kept, width: Math.max(...kept.map((one) => this.pen.measureText(one).width)) };
  }

  shortened(line) {
    if (this.pen.measureText(line).width <= LABEL_WIDTH * 1.3) return line;
    let length = line.length;
    while (length > 1 && this.pen.measureText(`${line.slice(0, length)}…`).width > LABEL_WIDTH * 1.3)
      length--;
    return `${line.slice(0, length)}…`;
  }
}

/* Places labels. `wanted`: {owner, text, x, y, radius, weight, overShapes, sure} on the screen, the important
   first; with `overShapes` a label may cover shapes but no label, `sure` ones are placed whatever is there.
   Comes back with those that fit, with their lines and box. */
function placeLabels(wanted, occupied, typesetter, area, limit = MAX_LABELS) {
  const placed = [];
  let tried = 0;
  for (const label of wanted) {
    if (placed.length >= limit || tried > limit * 5) break;
    if (label.x < area.left || label.x > area.right || label.y < area.top || label.y > area.bottom) continue;
    tried++;
    const set = typesetter.lines(label.text, label.weight);
    const boxes = boxesRound(label, set.width + 4, set.lines.length * LINE_HEIGHT);
    const inside = boxes.filter(
      (one) => one.left >= 0 && one.right <= area.right && one.top >= 0 && one.bottom <= area.bottom,
    );
    const box =
      inside.find((one) => !occupied.hits(one, label.owner, label.overShapes)) ||
      (label.sure ? boxes[0] : null);
    if (!box) continue;
    occupied.add(box);
    placed.push({ ...label, lines: set.lines, box });
  }
  return placed;
}

/* Below, above, right, left. */
function boxesRound({ x, y, radius, owner }, width, height) {
  const gap = radius + 2;
  const at = (left, top) => ({ left, top, right: left + width, bottom: top + height, owner });
  return [
    at(x - width / 2, y + gap),
    at(x - width / 2, y - gap - height),
    at(x + gap, y - height / 2),
    at(x - gap - width, y - height / 2),
  ];
}

function drawLabels(pen, placed, paint) {
  pen.textAlign = "center";
  pen.textBaseline = "middle";
  pen.lineJoin = "round";
  for (const { lines, box, weight, colour } of placed) {
    pen.font = `${weight} 12px ${FONT}`;
    const middle = (box.left + box.right) / 2;
    lines.forEach((line, place) => {
      const y = box.top + LINE_HEIGHT * (place + 0.5);
      pen.strokeStyle = paint.ground;
      pen.lineWidth = 3.5;
      pen.strokeText(line, middle, y);
      pen.fillStyle = colour || paint.ink;
      pen.fillText(line, middle, y);
    });
  }
}
