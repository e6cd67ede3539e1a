/* The query editor: terms are completed, an error is shown at its place, examples are put in. */

(function () {
  "use strict";

  const MAX_SHOWN = 12;
  const LONGEST_ADDRESS = 6000;
  const form = document.getElementById("query-form");
  const text = document.getElementById("query");
  const list = document.getElementById("completions");
  const example = document.getElementById("example");
  let terms = null;
  let shown = [];
  let place = 0;

  /* The beginning of a term before the cursor: a prefix, a colon and perhaps letters. */
  function begun() {
    const found = /(?:^|[^\w:?$<])([A-Za-z]*:?[\w-]*)$/.exec(text.value.slice(0, text.selectionStart));
    return found ? found[1] : "";
  }

  async function complete() {
    terms = terms || (await (await fetch(text.dataset.terms)).json()).terms;
    const start = begun();
    if (start.length < 2) {
      hide();
      return;
    }
    const wanted = start.toLowerCase();
    const fits = (each) => each.term.toLowerCase().startsWith(wanted) && each.term !== start;
    const named = (each) => !wanted.includes(":") && each.term.split(":")[1].toLowerCase().startsWith(wanted);
    show([...terms.filter(fits), ...terms.filter((each) => !fits(each) && named(each))].slice(0, MAX_SHOWN));
  }

  function show(found) {
    shown = found;
    place = 0;
    list.replaceChildren(
      ...found.map((each, index) => {
        const item = document.createElement("li");
        item.id = `completion-${index}`;
        item.setAttribute("role", "option");
        item.textContent = each.label ? `${each.term}  ${each.label}` : each.term;
        item.addEventListener("mousedown", (event) => {
          event.preventDefault();
          take(index);
        });
        return item;
      }),
    );
    list.hidden = !found.length;
    moveList();
    choose(0);
  }

  /* Puts the list under the cursor's line. */
  function moveList() {
    const before = text.value.slice(0, text.selectionStart).split("\n");
    const height = parseFloat(getComputedStyle(text).lineHeight);
    const letter = parseFloat(getComputedStyle(text).fontSize) * 0.6;
    const top = before.length * height + 10 - text.scrollTop;
    const left = before[before.length - 1].length * letter + 10 - text.scrollLeft;
    list.style.setProperty("top", `${Math.min(top, text.clientHeight)}px`);
    list.style.setProperty("left", `${Math.max(0, Math.min(left, text.clientWidth - 280))}px`);
  }

  function hide() {
    shown = [];
    list.hidden = true;
    text.removeAttribute("aria-activedescendant");
  }

  function choose(index) {
    place = shown.length ? (index + shown.length) % shown.length : 0;
    [...list.children].forEach((item, at) => item.setAttribute("aria-selected", String(at === place)));
    if (shown.length) {
      text.setAttribute("aria-activedescendant", `completion-${place}`);
    }
  }

  function take(index) {
    const start = begun();
    const at = text.selectionStart;
    text.setRangeText(shown[index].term, at - start.length, at, "end");
    hide();
  }

  function key(event) {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      form.requestSubmit();
    } else if (shown.length) {
      const steps = { ArrowDown: 1, ArrowUp: -1 };
      if (event.key in steps) {
        event.preventDefault();
        choose(place + steps[event.key]);
      } else if (event.key === "Enter" || event.key === "Tab") {
        event.preventDefault();
        take(place);
      } else if (event.key === "Escape") {
        hide();
      }
    }
  }

  /* Puts the cursor where the query could not be read, with the word there selected. */
  function showError() {
    const line = Number(text.dataset.line);
    if (!line) {
      return;
    }
    const lines = text.value.split("\n");
    const start = lines.slice(0, line - 1).reduce((sum, each) => sum + each.length + 1, 0);
    const found = Math.min(text.value.length, start + Number(text.dataset.column) - 1);
    const before = text.value.slice(0, found).trimEnd().length;
    // Where the query ends too soon, its last letter is shown.
    const at = /^\s*$/.test(text.value.slice(found)) ? Math.max(0, before - 1) : found;
    const word = /^\S*/.exec(text.value.slice(at))[0].length;
    text.focus();
    text.setSelectionRange(at, Math.max(at + 1, at + word));
  }

  text.addEventListener("input", complete);
  text.addEventListener("keydown", key);
  text.addEventListener("blur", hide);
  example.addEventListener("change", () => {
    if (example.value) {
      text.value = example.value;
      text.focus();
    }
  });
  form.addEventListener("submit", () => {
    form.method = text.value.length > LONGEST_ADDRESS ? "post" : "get";
  });
  showError();
})();
