/* The line over the picture: what is shown of how much and why not all, and the way back to the groups. */

function showStatus(page) {
  const { network, visibility } = page;
  const { scope } = page.state.value;
  const element = byId("status");
  if (scope === "overview") {
    const groups = counted(page.canvas.scene.things.length, "group", "groups");
    const of = network.total > network.size ? ` of ${count(network.total)}` : "";
    fill(
      element,
      `${count(network.size)}${of} entities in ${groups}. Open a group to see its members.`,
      wholeButton(page),
    );
  } else {
    const shown = visibility.order.length;
    const of = network.total > shown ? ` of ${count(network.total)}` : "";
    fill(
      element,
      `Showing ${count(shown)}${of} entities and ${counted(visibility.linkTotal, "fact", "facts")}${reasons(page, shown)}.`,
    );
  }
  showCrumbs(page);
}

function reasons(page, shown) {
  const { network, state } = page;
  const filtered =
    ["hiddenKinds", "hiddenRelations", "hiddenGrades"].some((name) => state.value[name].size) ||
    state.value.time.mode !== "any";
  const parts = [];
  if (state.value.scope === "start" && network.start.shown)
    parts.push("those with the most links first, open the others from their neighbours or by name");
  if (network.total > network.size && shown < network.total)
    parts.push(`${count(network.total - network.size)} are not in this file`);
  if (filtered) parts.push("filters are on");
  return parts.length ? `; ${parts.join("; ")}` : "";
}

const MOST_DRAWN = 10000;

function wholeButton(page) {
  if (page.network.size > MOST_DRAWN) return null;
  return [
    " ",
    el(
      "button",
      { type: "button", class: "small", onclick: () => page.state.change({ scope: "all", selected: null }) },
      "Draw all at once",
    ),
  ];
}

function showCrumbs(page) {
  const { network } = page;
  const { scope } = page.state.value;
  const crumbs = byId("crumbs");
  crumbs.hidden = !network.clustered || scope === "overview";
  if (crumbs.hidden) return;
  const here =
    typeof scope === "number"
      ? network.clusters[scope][0]
      : scope === "all"
        ? "All entities"
        : "Chosen entities";
  fill(
    crumbs,
    el("button", { type: "button", class: "small", onclick: () => page.toOverview() }, "All groups"),
    " › ",
    words(here),
  );
}
