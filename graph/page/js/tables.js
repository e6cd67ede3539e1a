/* The table twin: the same entities and facts as tables, to sort and search, for keyboard and screen reader. */

const ROWS_AT_A_TIME = 100;

class Tables {
  constructor(page, container) {
    this.page = page;
    this.container = container;
    this.sorting = { entities: { column: 2, down: true }, facts: { column: 0, down: false } };
    this.search = { entities: "", facts: "" };
    this.folded = { entities: new Map(), facts: new Map() };
    this.shown = 0;
  }

  columns(table) {
    const { network } = this.page;
    const text = (title, value) => ({ title, value });
    if (table === "entities") {
      return [
        text("Name", (entity) => network.label(entity)),
        text("Kind", (entity) => network.kind(entity).label),
        {
          title: "Links",
          value: (entity) => count(network.degree[entity]),
          key: (entity) => network.degree[entity],
        },
        text("Grade", (entity) => (network.grade(entity) || { label: "" }).label),
        text("Other names", (entity) => network.names(entity).join("; ")),
      ];
    }
    const { source, target } = network.links;
    return [
      text("From", (link) => network.label(source[link])),
      text("Fact", (link) => network.linkLabel(link)),
      text("To", (link) => network.label(target[link])),
      text("Since", (link) => network.date(link, "since")),
      text("Until", (link) => network.date(link, "until")),
      text("Status", (link) => network.status(link).replace("_", " ")),
      text("Grade", (link) => (network.linkGrade(link) || { label: "" }).label),
      text("Disputed", (link) => (network.contradicted.has(link) ? "yes" : "")),
    ];
  }

  rows(table) {
    const { network, visibility } = this.page;
    const columns = this.columns(table);
    const { column, down } = this.sorting[table];
    const shown =
      table === "entities"
        ? this.entitiesInTables()
        : [...Array(network.linkCount).keys()].filter((link) => visibility.passing[link]);
    const wanted = folded(this.search[table]);
    const rows = wanted ? shown.filter((row) => this.foldedRow(table, columns, row).includes(wanted)) : shown;
    const { key, value } = columns[column];
    const keyed = rows.map((row) => [key ? key(row) : value(row), row]);
    const compare = key ? (one, other) => one - other : collator.compare;
    keyed.sort((one, other) => (down ? -1 : 1) * compare(one[0], other[0]) || one[1] - other[1]);
    return keyed.map((one) => one[1]);
  }

  foldedRow(table, columns, row) {
    const known = this.folded[table];
    if (!known.has(row)) known.set(row, folded(columns.map((one) => one.value(row)).join(" ")));
    return known.get(row);
  }

  /* All that passes the filters, also what the picture leaves out. */
  entitiesInTables() {
    return [...this.page.visibility.allowed.keys()].filter((entity) => this.page.visibility.allowed[entity]);
  }

  show() {
    const { table } = this.page.state.value;
    this.body = el("tbody");
    this.note = el("p", { role: "status", class: "faint" });
    this.more = el("button", { type: "button", onclick: () => this.showMore() }, "Show more rows");
    const tabs = ["entities", "facts"].map((name) =>
      el(
        "button",
        {
          type: "button",
          "aria-pressed": String(name === table),
          onclick: () => this.page.state.change({ table: name }),
        },
        capital(name),
      ),
    );
    const box = el("input", {
      type: "search",
      id: "table-search",
      value: this.search[table],
      oninput: () => {
        this.search[table] = box.value;
        this.refill();
      },
    });
    this.heads = el("tr");
    fill(
      this.container,
      el("div", { class: "switch", role: "group", "aria-label": "Which table" }, tabs),
      el("div", { class: "findbox" }, el("label", { for: "table-search" }, "Rows with the words"), box),
      this.note,
      el(
        "div",
        { class: "scroll", tabindex: "0", role: "region", "aria-label": `Table of ${table}` },
        el("table", null, el("caption", null, capital(table)), el("thead", null, this.heads), this.body),
      ),
      this.more,
    );
    this.refill();
  }

  refill() {
    const { table } = this.page.state.value;
    const { column, down } = this.sorting[table];
    fill(
      this.heads,
      this.columns(table).map(({ title }, place) => {
        const sort = place === column ? (down ? "descending" : "ascending") : null;
        const mark = place === column ? (down ? " ▾" : " ▴") : "";
        const button = el(
          "button",
          { type: "button", onclick: () => this.sortBy(place) },
          title,
          el("span", { "aria-hidden": "true" }, mark),
        );
        return el("th", { scope: "col", "aria-sort": sort }, button);
      }),
    );
    this.found = this.rows(table);
    this.body.replaceChildren();
    this.shown = 0;
    this.showMore();
  }

  showMore() {
    const { table } = this.page.state.value;
    const columns = this.columns(table);
    const fresh = this.found.slice(this.shown, this.shown + ROWS_AT_A_TIME);
    this.body.append(...fresh.map((row) => this.row(table, columns, row)));
    this.shown += fresh.length;
    this.more.hidden = this.shown >= this.found.length;
    this.note.textContent = `${count(this.shown)} of ${counted(this.found.length, "row", "rows")}`;
  }

  row(table, columns, row) {
    const { network } = this.page;
    const open = (text, act) => el("button", { type: "button", class: "cell", onclick: act }, words(text));
    const cells = columns.map(({ value, title }, place) => {
      const text = value(row);
      if (table === "entities")
        return place
          ? el("td", null, words(text))
          : el(
              "th",
              { scope: "row" },
              open(text, () => this.page.read({ entity: row })),
            );
      if (title === "Fact")
        return el(
          "td",
          null,
          open(text, () => this.page.read({ pair: network.pairOf[row], link: row })),
        );
      if (title === "From" || title === "To") {
        const entity = network.links[title === "From" ? "source" : "target"][row];
        return el(
          "td",
          null,
          open(text, () => this.page.read({ entity })),
        );
      }
      return el("td", { class: "short" }, words(text));
    });
    return el("tr", null, cells);
  }

  sortBy(column) {
    const { table } = this.page.state.value;
    const before = this.sorting[table];
    this.sorting[table] = { column, down: before.column === column ? !before.down : false };
    this.refill();
    this.heads.children[column].firstElementChild.focus();
  }
}

const collator = new Intl.Collator("en", { numeric: true });
