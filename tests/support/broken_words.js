// Words that are broken over two lines although they would fit on one: returns a list of sentences.
// Hyphenation is turned off before: a browser that knows the language puts a hyphen there, and not every browser does.
() => {
  const style = document.createElement("style");
  style.textContent = "*, *::before, *::after { hyphens: manual !important }";
  document.head.append(style);
  // With what joins it to the next one: no-break spaces and word joiners.
  const WORD = /(?:[^ \t\r\n\u200b\u2010-\u2015-]|[\u2010-\u2015-](?=\u2060)){2,}/gu;
  const ELSEWHERE = /[@\/\u00ad]|\p{L}\.\p{L}/u; // an address, or a soft hyphen: may be broken
  const faults = new Set();
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  // What should fit: the column that the word stands in, and two thirds of the window, however narrow its column is. A table
  // has columns of its own.
  const room = (element) => {
    let block = element;
    while (getComputedStyle(block).display === "inline") block = block.parentElement;
    const { paddingLeft, paddingRight } = getComputedStyle(block);
    const column = block.clientWidth - parseFloat(paddingLeft) - parseFloat(paddingRight);
    return Math.max(column, element.closest("table") ? 0 : (document.documentElement.clientWidth * 2) / 3) - 1;
  };
  while (walker.nextNode()) {
    const node = walker.currentNode;
    const parent = node.parentElement;
    if (!parent || parent.closest("script, style, noscript, svg, pre, .address, .place")) continue;
    if (!parent.checkVisibility({ visibilityProperty: true, opacityProperty: true })) continue;
    for (const word of node.data.matchAll(WORD)) {
      if (ELSEWHERE.test(word[0])) continue;
      const range = document.createRange();
      range.setStart(node, word.index);
      range.setEnd(node, word.index + word[0].length);
      const boxes = [...range.getClientRects()].filter((box) => box.width > 0);
      if (boxes.length < 2 || boxes.every((box) => Math.abs(box.top - boxes[0].top) < box.height / 2)) continue;
      const width = boxes.reduce((sum, box) => sum + box.width, 0);
      if (width < room(parent)) {
        faults.add(`"${word[0]}" in <${parent.localName}> is broken, though it is ${Math.round(width)} px of ${Math.round(room(parent))}`);
      }
    }
  }
  style.remove();
  return [...faults];
}
