// Reads calendar files with ical.js, which is no relation of what wrote them, and prints what it understands as JSON.
// Times are turned into UTC by the time zones that the file itself brings, and by no others.
import { readFileSync } from "node:fs";
import { fileURLToPath, pathToFileURL } from "node:url";
import { dirname, join } from "node:path";

const place = join(dirname(fileURLToPath(import.meta.url)), "..", "node_modules", "ical.js", "dist", "ical.js");
const { default: ICAL } = await import(pathToFileURL(place));
ICAL.design.strict = true;
ICAL.TimezoneService.reset();

function utc(property) {
  if (!property) return null; // an event without an end
  const time = property.getFirstValue();
  return { zone: time.isDate ? null : time.zone.tzid, local: time.toString(), utc: time.toJSDate().toISOString() };
}

function entry(component) {
  const texts = {};
  for (const property of component.getAllProperties()) {
    texts[property.name] = { value: String(property.getFirstValue()), parameters: property.toJSON()[1] };
  }
  return {
    start: utc(component.getFirstProperty("dtstart")),
    end: utc(component.getFirstProperty("dtend")),
    properties: texts,
  };
}

const read = process.argv.slice(2).map((path) => {
  const calendar = new ICAL.Component(ICAL.parse(readFileSync(path, "utf-8")));
  const own = calendar.getAllProperties().map((property) => [property.name, String(property.getFirstValue())]);
  return { properties: Object.fromEntries(own), entries: calendar.getAllSubcomponents("vevent").map(entry) };
});
console.log(JSON.stringify(read));
