/* Names are suggested while one types, and quotes light up with what rests on them. All works without. */

(function () {
  "use strict";

  const WAIT_MS = 150;

  /* Fills the list of a field with names that begin as what is typed in it. */
  function suggest(input) {
    let timer = 0;
    let asked = "";
    input.addEventListener("input", () => {
      clearTimeout(timer);
      timer = setTimeout(async () => {
        const text = input.value.trim();
        if (text.length < 2 || text === asked || text.includes("://")) {
          return;
        }
        asked = text;
        const params = new URLSearchParams({ q: text, kind: input.dataset.suggest });
        const response = await fetch(`/suggest.json?${params}`);
        if (response.ok && asked === text) {
          fill(input.list, (await response.json()).found);
        }
      }, WAIT_MS);
    });
  }

  function fill(list, found) {
    list.replaceChildren(
      ...found.map((entity) => {
        const option = document.createElement("option");
        option.value = entity.label;
        option.label = entity.what;
        return option;
      }),
    );
  }

  /* All pieces of a quote, and the note on it, are lit while the pointer or the focus is on one of them. */
  function light(reader) {
    const parts = [...reader.querySelectorAll("[data-quotes]")];
    function show(event, isOn) {
      const at = event.target.closest("[data-quotes]");
      const quotes = at ? at.dataset.quotes.split(" ") : [];
      for (const part of parts) {
        const isPart = part.dataset.quotes.split(" ").some((quote) => quotes.includes(quote));
        part.classList.toggle("chosen", isOn && isPart);
      }
    }
    for (const [on, off] of [["mouseover", "mouseout"], ["focusin", "focusout"]]) {
      reader.addEventListener(on, (event) => show(event, true));
      reader.addEventListener(off, (event) => show(event, false));
    }
  }

  document.querySelectorAll("input[data-suggest]").forEach(suggest);
  document.querySelectorAll(".reader").forEach(light);
})();
