// node-ical, with which Node programs (home automation, wall displays, bots) read calendars: prints what it shows as JSON.
// node nodeical_reader.mjs FOLDER FILE FIRST LAST, where FOLDER/node_modules holds node-ical.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { resolve } from "node:path";

const [folder, file, first, last] = process.argv.slice(2);
const ical = createRequire(resolve(folder, "node_modules/"))("node-ical");

const DAY = 86_400_000;
const range = { from: new Date(Date.parse(first) - 2 * DAY), to: new Date(Date.parse(last) + 3 * DAY) };
// A property with parameters is an object; ours have none.
const plain = (value) => (value === undefined ? "" : typeof value === "object" ? value.val : String(value));
const two = (number) => String(number).padStart(2, "0");
// Whole days are dates at midnight of the machine's zone, which is UTC here.
const day = (moment) => `${moment.getFullYear()}-${two(moment.getMonth() + 1)}-${two(moment.getDate())}`;
const text = (moment, wholeDays) => (wholeDays ? day(moment) : moment.toISOString().replace(".000", ""));

const shown = [];
for (const event of Object.values(ical.sync.parseICS(readFileSync(file, "utf-8")))) {
  if (event.type !== "VEVENT") {
    continue;
  }
  for (const instance of ical.expandRecurringEvent(event, range)) {
    if (instance.event.status === "CANCELLED") {
      continue;
    }
    shown.push({
      start: text(instance.start, instance.isFullDay),
      end: text(instance.end, instance.isFullDay),
      title: plain(instance.event.summary),
      description: plain(instance.event.description),
      place: plain(instance.event.location),
    });
  }
}
process.stdout.write(JSON.stringify(shown));
