/* Time: all of it, between two months, or as it was on a day. With a bar for how much is dated to each year. */

class TimeControl {
  constructor(page, container) {
    this.page = page;
    const range = monthsOf(page.network);
    container.hidden = !range;
    if (!range) return;
    [this.first, this.last] = range;
    this.modes = { any: "Any time", between: "Between", asOf: "On a day" };
    this.radios = Object.entries(this.modes).map(([mode, text]) => {
      const input = el("input", {
        type: "radio",
        name: "time",
        value: mode,
        onchange: () => this.choose(mode),
      });
      return { mode, input, element: el("label", null, input, text) };
    });
    this.from = this.slider("First month", () => this.slide("from"));
    this.to = this.slider("Last month", () => this.slide("to"));
    this.on = this.slider("Month of the day", () => this.setDay(firstDay(Number(this.on.value))));
    this.day = el("input", {
      type: "date",
      id: "as-of",
      onchange: () => this.day.value && this.setDay(this.day.value),
    });
    this.undated = el("input", {
      type: "checkbox",
      onchange: () => page.state.change({ undated: this.undated.checked }),
    });
    this.undatedRow = el("label", { class: "check" }, this.undated, "Keep facts without a date");
    this.note = el("p", { class: "faint" });
    this.bars = svg("svg", { class: "bars", preserveAspectRatio: "none", "aria-hidden": "true" });
    this.two = el("div", { class: "slider two" }, this.from, this.to);
    this.one = el("div", { class: "slider" }, this.on);
    this.dayRow = el("p", null, el("label", { for: "as-of" }, "Day "), this.day);
    fill(
      container,
      el("legend", null, "Time"),
      el(
        "div",
        { class: "radios", role: "radiogroup", "aria-label": "Time" },
        this.radios.map((radio) => radio.element),
      ),
      this.bars,
      el(
        "p",
        { class: "years", "aria-hidden": "true" },
        el("span", null, Math.floor(this.first / 12)),
        el("span", null, Math.floor(this.last / 12)),
      ),
      this.two,
      this.one,
      this.dayRow,
      this.note,
      this.undatedRow,
    );
    this.drawBars();
  }

  slider(label, act) {
    return el("input", {
      type: "range",
      min: this.first,
      max: this.last,
      step: 1,
      "aria-label": label,
      oninput: act,
    });
  }

  choose(mode) {
    const { first, last } = this;
    const day = this.page.state.value.time.day || firstDay(Math.round((first + last) / 2));
    this.page.state.change({
      time: { any: { mode }, between: { mode, from: first, to: last }, asOf: { mode, day } }[mode],
    });
  }

  /* The handles cannot pass each other. */
  slide(end) {
    let [from, to] = [Number(this.from.value), Number(this.to.value)];
    if (from > to) [from, to] = end === "from" ? [to, to] : [from, from];
    this.page.state.change({ time: { mode: "between", from, to } });
  }

  setDay(day) {
    if (isDay(day)) this.page.state.change({ time: { mode: "asOf", day } });
  }

  update() {
    if (this.first === undefined) return;
    const { time, undated } = this.page.state.value;
    for (const { mode, input } of this.radios) input.checked = mode === time.mode;
    this.undated.checked = undated;
    this.undatedRow.hidden = time.mode === "any";
    this.two.hidden = time.mode !== "between";
    this.one.hidden = this.dayRow.hidden = time.mode !== "asOf";
    const place = (slider, month) => {
      slider.value = month;
      slider.setAttribute("aria-valuetext", sayMonth(month));
    };
    if (time.mode === "between") {
      place(this.from, time.from);
      place(this.to, time.to);
    }
    if (time.mode === "asOf") {
      place(this.on, monthOfDay(time.day));
      this.day.value = time.day;
    }
    this.note.textContent = this.said(time);
    this.markBars(time);
  }

  said(time) {
    const { linkTotal, possible } = this.page.visibility;
    if (time.mode === "any") return "";
    const when =
      time.mode === "asOf"
        ? `On ${sayDate(time.day)}`
        : `From ${sayMonth(time.from)} to ${sayMonth(time.to)}`;
    const vague = possible ? `, ${count(possible)} possibly (drawn faint)` : "";
    return `${when}: ${count(linkTotal - possible)} certainly${vague}.`;
  }

  drawBars() {
    const { network } = this.page;
    const [firstYear, lastYear] = [Math.floor(this.first / 12), Math.floor(this.last / 12)];
    const counts = new Array(lastYear - firstYear + 1).fill(0);
    for (let link = 0; link < network.linkCount; link++) {
      const day = network.date(link, "sinceEarliest") || network.date(link, "untilEarliest");
      const year = Number(day.slice(0, 4));
      if (day && year >= firstYear && year <= lastYear) counts[year - firstYear]++;
    }
    const most = Math.max(...counts, 1);
    this.bars.setAttribute("viewBox", `0 0 ${counts.length} 30`);
    this.bars.replaceChildren(
      ...counts.map((number, place) => {
        const height = number ? Math.max(1.5, (30 * number) / most) : 0;
        return svg("rect", { x: place + 0.1, width: 0.8, y: 30 - height, height });
      }),
    );
  }

  markBars(time) {
    const firstYear = Math.floor(this.first / 12);
    const day = time.mode === "asOf" ? monthOfDay(time.day) : 0;
    [...this.bars.children].forEach((bar, place) => {
      const [start, end] = [(firstYear + place) * 12, (firstYear + place) * 12 + 11];
      const inside =
        time.mode === "any" ||
        (time.mode === "between" ? end >= time.from && start <= time.to : start <= day && day <= end);
      bar.setAttribute("class", inside ? "in" : "out");
    });
  }
}

/* The first and the last month of all dates, or null without any. */
function monthsOf(network) {
  let [first, last] = ["9999", ""];
  for (let link = 0; link < network.linkCount; link++) {
    for (const column of ["sinceEarliest", "untilEarliest", "untilLatest"]) {
      const day = network.date(link, column);
      if (!day) continue;
      if (day < first) first = day;
      if (day > last) last = day;
    }
  }
  return last ? [Math.floor(monthOfDay(first) / 12) * 12, Math.floor(monthOfDay(last) / 12) * 12 + 11] : null;
}
