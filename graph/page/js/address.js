/* The address keeps the reader's choices, and so does the page when it is saved. */

class Address {
  constructor(page) {
    this.page = page;
  }

  write() {
    clearTimeout(this.writing);
    this.writing = setTimeout(() => {
      const { network, state } = this.page;
      this.fragment = formatFragment(network, state.value);
      try {
        history.replaceState(null, "", `#${this.fragment}`);
      } catch {
        // A frame without an address of its own (a notebook's) cannot keep one.
      }
    }, 100);
  }

  follow() {
    const fragment = location.hash.slice(1);
    if (fragment === this.fragment) return;
    const { network, state, canvas } = this.page;
    state.change(readFragment(network, fragment, startingState(network)));
    if (state.value.camera) canvas.moveTo(...state.value.camera);
  }
}

/* The page with the reader's choices inside, as one would save it. */
function savedPage({ network, state }) {
  const copy = document.documentElement.cloneNode(true);
  copy.setAttribute("data-theme", "auto");
  copy.removeAttribute("data-painted");
  copy.querySelector("#app").replaceWith(pristine.cloneNode(true));
  const old = copy.querySelector("#data-choices");
  if (old) old.remove();
  const choices = JSON.stringify(formatFragment(network, state.value)).replaceAll("<", "\\u003c");
  copy
    .querySelector("#data-drawing")
    .before(el("script", { type: "application/json", id: "data-choices" }, choices));
  return `<!doctype html>\n${copy.outerHTML}\n`;
}
