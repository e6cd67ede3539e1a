/* Building elements. Text enters the page only as text: nothing here, or anywhere, parses markup. */

const SVG_NAMESPACE = "http://www.w3.org/2000/svg";

/* An element with attributes and children; "on..." attributes are listeners, false and null are left out. */
function el(tag, attributes, ...children) {
  return filled(document.createElement(tag), attributes, children);
}

function svg(tag, attributes, ...children) {
  return filled(document.createElementNS(SVG_NAMESPACE, tag), attributes, children);
}

function filled(element, attributes, children) {
  for (const [name, value] of Object.entries(attributes || {})) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (name === "value") element.value = value;
    else element.setAttribute(name, value === true ? "" : String(value));
  }
  element.append(
    ...children.flat(3).filter((child) => child !== null && child !== undefined && child !== false),
  );
  return element;
}

function byId(id) {
  return document.getElementById(id);
}

function fill(element, ...children) {
  element.replaceChildren();
  return filled(element, null, children);
}

/* A link that opens elsewhere, or plain text where the address is none of the web. */
function outsideLink(address, text) {
  let url = null;
  try {
    url = new URL(address);
  } catch {
    return document.createTextNode(text);
  }
  if (url.protocol !== "http:" && url.protocol !== "https:") return document.createTextNode(text);
  return el("a", { href: url.href, target: "_blank", rel: "noopener noreferrer" }, text);
}

/* Text of unknown direction, which cannot turn what stands round it. */
function words(text) {
  return el("bdi", null, text);
}

function count(number) {
  return number.toLocaleString("en-GB");
}

function counted(number, one, many) {
  return `${count(number)} ${number === 1 ? one : many}`;
}

/* Text for comparison: without accents, in lower case, words with one space between. */
function folded(text) {
  return text
    .normalize("NFKD")
    .replace(/\p{M}+/gu, "")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
}
