/* Starts the page: reads the drawing's data and the choices in the address, then paints. */

const pristine = byId("app").cloneNode(true);

async function main() {
  const network = new Network(await readBlock("drawing"));
  network.hueNames = Object.keys(network.colours.light);
  const saved = byId("data-choices") ? JSON.parse(byId("data-choices").textContent) : "";
  const fragment = location.hash.slice(1) || String(saved);
  const state = new State(readFragment(network, fragment, startingState(network)));
  const page = new Page(network, state);
  page.start();
}

main();
