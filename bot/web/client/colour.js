// The organisation's own colour, used where it can be read.

/** Gives the elements the colour, with an ink that stands out on it. What is no full colour changes nothing. */
export function paint(elements, colour) {
  const brush = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  if (!CSS.supports("color", colour)) return;
  brush.fillStyle = colour;
  brush.fillRect(0, 0, 1, 1);
  const [red, green, blue, opaque] = brush.getImageData(0, 0, 1, 1).data;
  if (opaque < 255) return;
  const light = 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue);
  for (const element of elements) {
    element.style.setProperty("--accent", `rgb(${red} ${green} ${blue})`);
    // Where black and white stand out equally well, by the formula of WCAG.
    element.style.setProperty("--on-accent", light > 0.179 ? "#000" : "#fff");
  }
}

function linear(channel) {
  const part = channel / 255;
  return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
}
