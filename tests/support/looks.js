// Boxes that are told from their ground by its colour alone: a reader's own colours take them away. Returns a list of
// sentences; empty where every box keeps an edge. Run it where the colours are forced.
(boxes) => {
  const canvas = getComputedStyle(document.body).backgroundColor;
  const sides = ["Top", "Right", "Bottom", "Left"];
  const shows = (style, side) =>
    style[`border${side}Style`] !== "none" && parseFloat(style[`border${side}Width`]) > 0 && style[`border${side}Color`] !== canvas;
  return [...document.querySelectorAll(boxes)]
    .filter((box) => box.checkVisibility())
    .filter((box) => !sides.every((side) => shows(getComputedStyle(box), side)))
    .map((box) => `<${box.localName} class="${box.className}"> has no edge`);
}
