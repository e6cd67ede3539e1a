/* The network by keyboard: arrows go to the nearest entity in that direction, Enter reads, + and - zoom. */

const ARROWS = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowDown: [0, 1], ArrowUp: [0, -1] };

function listenToKeys(page, container) {
  container.setAttribute("tabindex", "0");
  container.setAttribute("role", "application");
  container.setAttribute(
    "aria-label",
    "Network. Arrow keys go from entity to entity, Enter reads about it, plus and minus zoom, 0 shows all. The same facts are under Tables.",
  );
  container.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (act(page, event.key)) event.preventDefault();
  });
  document.addEventListener("keydown", (event) => {
    const writing = event.target.closest("input, select, textarea");
    if (event.key === "/" && !writing) {
      event.preventDefault();
      page.find.input.focus();
    }
    if (event.key === "Escape" && !writing && !event.defaultPrevented) page.back();
  });
}

function act(page, key) {
  const { canvas } = page;
  if (ARROWS[key]) page.step(nearestTowards(canvas.scene, page.focus(), ARROWS[key]));
  else if (key === "Enter") page.readFocus();
  else if (key === "+" || key === "=") canvas.zoomBy(1.3);
  else if (key === "-") canvas.zoomBy(1 / 1.3);
  else if (key === "0") canvas.fit();
  else return false;
  return true;
}

/* The thing that lies best in a direction: near, and not far off the line. */
function nearestTowards(scene, from, [right, down]) {
  if (from === null || !scene.things.includes(from)) return scene.things[0] ?? null;
  const { spots } = scene;
  let [best, least] = [from, Infinity];
  for (const thing of scene.things) {
    const [dx, dy] = [spots.x(thing) - spots.x(from), spots.y(thing) - spots.y(from)];
    const along = dx * right + dy * down;
    const aside = Math.abs(dx * down) + Math.abs(dy * right);
    if (along <= 0 || aside > along * 2) continue;
    if (along + 2 * aside < least) [best, least] = [thing, along + 2 * aside];
  }
  return best;
}
