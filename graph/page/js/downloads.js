/* The download menu: pictures, the visible part as data, and the page itself as it stands. */

class Downloads {
  constructor(page, menu, list) {
    this.page = page;
    this.menu = menu;
    const { network } = page;
    const text = (make, type) => async () =>
      new Blob([await make(page.onShow(), await network.details())], { type });
    const kinds = [
      ["Picture (PNG)", "png", () => new Picture(page).png()],
      ["Picture (SVG)", "svg", text(() => new Picture(page).svg(), "image/svg+xml")],
      [
        "Facts on show (CSV)",
        "facts.csv",
        text((visibility, details) => factsCsv(network, visibility, details), "text/csv"),
      ],
      [
        "Entities on show (CSV)",
        "entities.csv",
        text((visibility) => entitiesCsv(network, visibility), "text/csv"),
      ],
      [
        "Network on show (GraphML)",
        "graphml",
        text((visibility) => graphml(network, visibility), "application/xml"),
      ],
      [
        "Facts on show (JSON)",
        "json",
        text((visibility, details) => networkJson(network, visibility, details), "application/json"),
      ],
      ["This page as it stands (HTML)", "html", text(() => savedPage(page), "text/html")],
    ];
    fill(
      list,
      kinds.map(([title, ending, make]) =>
        el("li", null, el("button", { type: "button", onclick: () => this.save(ending, make) }, title)),
      ),
    );
    document.addEventListener("click", (event) => {
      if (!menu.contains(event.target)) menu.open = false;
    });
    menu.addEventListener("keydown", (event) => {
      if (event.key !== "Escape") return;
      menu.open = false;
      menu.querySelector("summary").focus();
    });
  }

  async save(ending, make) {
    const address = URL.createObjectURL(await make());
    const anchor = el("a", { href: address, download: `${fileName(this.page.network.title)}.${ending}` });
    anchor.click();
    this.menu.open = false;
    setTimeout(() => URL.revokeObjectURL(address), 10000);
  }
}

function fileName(title) {
  return folded(title).replaceAll(" ", "-").slice(0, 60) || "network";
}
