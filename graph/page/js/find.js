/* A box that finds entities by their labels and other names (an ARIA combobox with a list). */

const MOST_FOUND = 12;

/* The entities that fit `text`: names that begin with it first, then words that do, then the rest. */
function findEntities(network, text) {
  if (!network.foldedNames) {
    network.foldedNames = network.entities.label.map((label, entity) =>
      [label, ...network.names(entity)].map(folded),
    );
  }
  const wanted = folded(text);
  if (!wanted) return { found: [], total: 0 };
  const scored = [];
  network.foldedNames.forEach((names, entity) => {
    const score = Math.min(...names.map((name) => fit(name, wanted)));
    if (score < 9) scored.push([score, -network.degree[entity], entity]);
  });
  scored.sort((one, other) => one[0] - other[0] || one[1] - other[1] || one[2] - other[2]);
  return { found: scored.slice(0, MOST_FOUND).map((row) => row[2]), total: scored.length };
}

function fit(name, wanted) {
  if (name === wanted) return 0;
  if (name.startsWith(wanted)) return 1;
  if (` ${name}`.includes(` ${wanted}`)) return 2;
  const parts = wanted.split(" ");
  if (parts.every((part) => ` ${name}`.includes(` ${part}`))) return 3;
  return parts.every((part) => name.includes(part)) ? 4 : 9;
}

class FindBox {
  constructor(page, id, label, choose) {
    Object.assign(this, { page, id, choose, active: -1, found: [] });
    this.input = el("input", {
      type: "search",
      id,
      role: "combobox",
      autocomplete: "off",
      spellcheck: "false",
      placeholder: "Name …",
      "aria-expanded": "false",
      "aria-controls": `${id}-list`,
      "aria-autocomplete": "list",
      oninput: () => this.update(),
      onkeydown: (event) => this.key(event),
      onblur: () => this.closeSoon(),
    });
    this.list = el("ul", {
      id: `${id}-list`,
      role: "listbox",
      "aria-label": label,
      class: "found",
      hidden: true,
    });
    this.note = el("p", { class: "faint", role: "status" });
    this.element = el(
      "div",
      { class: "findbox" },
      el("label", { for: id }, label),
      this.input,
      this.list,
      this.note,
    );
  }

  update() {
    const { found, total } = findEntities(this.page.network, this.input.value);
    Object.assign(this, { found, active: found.length ? 0 : -1 });
    const empty = this.input.value.trim() && !total;
    this.note.textContent = empty
      ? "Nothing has such a name."
      : total > found.length
        ? `The first ${found.length} of ${count(total)}`
        : "";
    this.draw();
  }

  draw() {
    const { network, paint } = this.page;
    fill(
      this.list,
      this.found.map((entity, place) =>
        el(
          "li",
          {
            role: "option",
            id: `${this.id}-${place}`,
            "aria-selected": String(place === this.active),
            onpointerdown: (event) => {
              event.preventDefault();
              this.take(entity);
            },
          },
          swatch(lookOf(network, entity), paint),
          words(network.label(entity)),
          el(
            "span",
            { class: "faint" },
            ` ${network.kind(entity).label}, ${counted(network.degree[entity], "link", "links")}`,
          ),
        ),
      ),
    );
    this.list.hidden = !this.found.length;
    this.input.setAttribute("aria-expanded", String(!this.list.hidden));
    if (this.active >= 0) this.input.setAttribute("aria-activedescendant", `${this.id}-${this.active}`);
    else this.input.removeAttribute("aria-activedescendant");
  }

  key(event) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && this.found.length) {
      this.active = (this.active + step + this.found.length) % this.found.length;
      this.draw();
    } else if (event.key === "Enter" && this.active >= 0) this.take(this.found[this.active]);
    else if (event.key === "Escape") this.close();
    else return;
    event.preventDefault();
  }

  take(entity) {
    this.input.value = this.page.network.label(entity);
    this.close();
    this.choose(entity);
  }

  close() {
    Object.assign(this, { found: [], active: -1 });
    this.draw();
  }

  closeSoon() {
    setTimeout(() => this.close(), 150);
  }
}
