/* Dates that stay as partial as they are (EDTF), in words; and days as numbers of months for the slider. */

const MONTHS = [
  "January",
  "February",
  "March",
  "April",
  "May",
  "June",
  "July",
  "August",
  "September",
  "October",
  "November",
  "December",
];
const QUALIFIERS = { "": "", "~": "about ", "?": "possibly ", "%": "possibly about " };

function sayDate(edtf) {
  const found = /^(\d{4})(?:-(\d\d)(?:-(\d\d))?)?([~?%]?)$/.exec(edtf);
  if (!found) return edtf;
  const month = found[2] ? `${MONTHS[Number(found[2]) - 1]} ` : "";
  const day = found[3] ? `${Number(found[3])} ` : "";
  return `${QUALIFIERS[found[4]]}${day}${month}${found[1]}`;
}

/* A period in words. `status` is "ended", "in_post", "unknown", or "" for what is an event. */
function sayPeriod(since, until, status) {
  if (since && until) return since === until ? sayDate(since) : `${sayDate(since)} to ${sayDate(until)}`;
  if (until) return `until ${sayDate(until)}`;
  if (since) {
    if (status === "ended") return `from ${sayDate(since)}, ended`;
    if (status === "in_post") return `since ${sayDate(since)}`;
    return status === "unknown" ? `from ${sayDate(since)}, end not known` : sayDate(since);
  }
  return { ended: "ended, dates not known", in_post: "in post, since when is not known" }[status] || "";
}

function monthOfDay(day) {
  return Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1;
}

function firstDay(month) {
  return `${String(Math.floor(month / 12)).padStart(4, "0")}-${String((month % 12) + 1).padStart(2, "0")}-01`;
}

function lastDay(month) {
  const days = new Date(Date.UTC(Math.floor(month / 12), (month % 12) + 1, 0)).getUTCDate();
  return firstDay(month).slice(0, 8) + String(days).padStart(2, "0");
}

function sayMonth(month) {
  return `${MONTHS[month % 12]} ${Math.floor(month / 12)}`;
}

function isDay(text) {
  if (!/^\d{4}-\d\d-\d\d$/.test(text)) return false;
  const day = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text);
}
