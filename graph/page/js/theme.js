/* Light and dark: the colours of the style sheet, for the parts that are drawn and not styled. */

const darkWanted = window.matchMedia("(prefers-color-scheme: dark)");

function themeName(choice) {
  return choice === "auto" ? (darkWanted.matches ? "dark" : "light") : choice;
}

/* Puts the theme on the document and comes back with the colours to draw in. */
function applyTheme(network, choice) {
  const name = themeName(choice);
  document.documentElement.setAttribute("data-theme", name);
  const style = getComputedStyle(document.documentElement);
  const paint = { name, hues: network.colours[name] };
  for (const colour of ["ground", "ink", "muted", "line", "alarm", "accent"]) {
    paint[colour] = style.getPropertyValue(`--${colour}`).trim();
  }
  return paint;
}
