// Runs Ace by DAISY on several e-books with one start of Chromium: `node ace.mjs (BOOK FOLDER)...`.
// Each report is report.json in its FOLDER. Printed is a line of JSON for each book: what stopped Ace, or null.
// Its own command line takes one book, and starts Chromium each time.
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const require = createRequire(join(dirname(fileURLToPath(import.meta.url)), "..", "node_modules", "@daisy", "ace-cli", "bin", "ace.js"));
const ace = require("@daisy/ace-core");
const chromium = require("@daisy/ace-axe-runner-puppeteer");
require("@daisy/ace-logger").initLogger({ silent: true, fileName: "ace.log" });

let launched = null;
const kept = { ...chromium, launch: () => (launched ??= chromium.launch()), close: async () => {} };

const words = process.argv.slice(2);
try {
  for (let at = 0; at < words.length; at += 2) {
    let stopped = null;
    try {
      await ace(words[at], { cwd: process.cwd(), outdir: words[at + 1], silent: true, jobId: "" }, kept);
    } catch (problem) {
      stopped = String(problem?.message ?? problem);
    }
    console.log(JSON.stringify(stopped));
  }
} finally {
  if (launched) await chromium.close();
}
process.exit(0); // Ace leaves timers behind
