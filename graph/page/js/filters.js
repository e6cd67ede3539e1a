/* The legend, which is also the filters: kinds of entity, of fact, and grades, each with its count. */

const FIRST_STYLES = 9;

class Filters {
  constructor(page, container) {
    this.page = page;
    const { network } = page;
    this.groups = [
      this.group(
        "Entities",
        "hiddenKinds",
        network.kinds,
        (kind) => swatch(kind, page.paint),
        (visibility) => visibility.kindCounts,
      ),
      this.group(
        "Facts",
        "hiddenRelations",
        network.relations,
        (one) => lineSwatch(one.colour, "", page.paint),
        (visibility) => visibility.relationCounts,
      ),
      this.group(
        "Grades",
        "hiddenGrades",
        network.grades,
        (grade) => swatch({ ...grade, shape: "badge" }, page.paint),
        (visibility) => visibility.gradeCounts,
      ),
    ];
    this.lineKey = el("ul", { class: "key", "aria-label": "Kinds of line" });
    fill(
      container,
      this.groups.map((group) => group.element),
      this.lineKey,
    );
    this.recolour();
  }

  group(title, name, styles, icon, counts) {
    const rows = styles.map((style, place) => this.row(name, style, place));
    const all = el(
      "button",
      { type: "button", class: "small", onclick: () => this.page.state.change({ [name]: new Set() }) },
      "all",
    );
    const element = el(
      "fieldset",
      { hidden: !styles.length },
      el("legend", null, title),
      all,
      el(
        "ul",
        { class: "plain" },
        rows.map((row) => row.element),
      ),
      this.more(rows),
    );
    return { name, styles, rows, icon, counts, all, element };
  }

  /* Of a long list only the first rows are shown, until asked. */
  more(rows) {
    const rest = rows.slice(FIRST_STYLES);
    if (rest.length < 3) return null;
    for (const row of rest) row.element.hidden = true;
    const button = el(
      "button",
      {
        type: "button",
        class: "small",
        onclick: () => {
          for (const row of rest) row.element.hidden = false;
          button.remove();
        },
      },
      `${rest.length} more`,
    );
    return button;
  }

  row(name, style, place) {
    const { state } = this.page;
    const box = el("input", {
      type: "checkbox",
      onchange: () => state.change({ [name]: toggled(state.value[name], place) }),
    });
    const icon = el("span", { class: "icon" });
    const number = el("span", { class: "count" });
    const only = el(
      "button",
      {
        type: "button",
        class: "small only",
        "aria-label": `only ${style.label}`,
        onclick: () => this.only(name, place),
      },
      "only",
    );
    return {
      box,
      icon,
      number,
      element: el(
        "li",
        null,
        el(
          "label",
          null,
          box,
          icon,
          el("span", { class: "name" }, capital(style.plural || style.label)),
          number,
        ),
        only,
      ),
    };
  }

  only(name, place) {
    const group = this.groups.find((one) => one.name === name);
    this.page.state.change({
      [name]: new Set(group.styles.map((_, other) => other).filter((other) => other !== place)),
    });
  }

  update() {
    const { state, visibility } = this.page;
    for (const group of this.groups) {
      const hidden = state.value[group.name];
      const counts = group.counts(visibility);
      group.rows.forEach((row, place) => {
        row.box.checked = !hidden.has(place);
        row.number.textContent = count(counts[place]);
      });
      group.all.hidden = !hidden.size;
    }
  }

  recolour() {
    for (const { rows, icon, styles } of this.groups) {
      rows.forEach((row, place) => fill(row.icon, icon(styles[place])));
    }
    this.drawLineKey(this.page.paint);
  }

  drawLineKey(paint) {
    const key = (colour, dash, text) => el("li", null, lineSwatch(colour, dash, paint), text);
    const statuses = new Set(this.page.network.links.status);
    const names = this.page.network.statuses;
    const uses = (name) => statuses.has(names.indexOf(name));
    fill(
      this.lineKey,
      uses("in_post") ? key("grey", "", "in post, or an event") : null,
      uses("ended") ? key("grey", "6 4", "has ended") : null,
      uses("unknown") ? key("grey", "1.5 4", "end not known") : null,
      this.page.network.contradicted.size ? el("li", null, alarmSwatch(paint), "documents disagree") : null,
      el("li", null, el("span", { class: "sample" }, "+3"), "neighbours not drawn"),
    );
  }
}

function alarmSwatch(paint) {
  const icon = svg("svg", {
    class: "swatch",
    viewBox: "0 0 24 18",
    width: 24,
    height: 18,
    "aria-hidden": "true",
  });
  icon.append(svg("line", { x1: 1, x2: 23, y1: 9, y2: 9, stroke: paint.alarm, "stroke-width": 2.5 }));
  icon.append(svg("circle", { cx: 12, cy: 9, r: 6.5, fill: paint.alarm }));
  const letter = {
    x: 12,
    y: 9.5,
    "text-anchor": "middle",
    "dominant-baseline": "middle",
    "font-size": 10,
    "font-weight": 700,
  };
  icon.append(svg("text", { ...letter, fill: paint.ground }, "!"));
  return icon;
}
