// ical.js, which Thunderbird reads calendars with: prints what it shows of a file as JSON.
// node icaljs_reader.mjs FOLDER FILE FIRST LAST, where FOLDER/node_modules holds ical.js.
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";

const [folder, file, first, last] = process.argv.slice(2);
const library = resolve(folder, "node_modules/ical.js/dist/ical.js");
const { default: ICAL } = await import(pathToFileURL(library).href);

const calendar = new ICAL.Component(ICAL.parse(readFileSync(file, "utf-8")));
for (const zone of calendar.getAllSubcomponents("vtimezone")) {
  ICAL.TimezoneService.register(zone);
}

const series = new Map();
for (const component of calendar.getAllSubcomponents("vevent")) {
  const uid = component.getFirstPropertyValue("uid");
  const group = series.get(uid) ?? { masters: [], exceptions: [] };
  (component.hasProperty("recurrence-id") ? group.exceptions : group.masters).push(component);
  series.set(uid, group);
}

const text = (time) =>
  time.isDate ? time.toString() : new Date(time.toUnixTime() * 1000).toISOString().replace(".000", "");
const shown = [];

function show(start, end, event) {
  const day = text(start).slice(0, 10);
  if (day < first || day > last || event.component.getFirstPropertyValue("status") === "CANCELLED") {
    return;
  }
  shown.push({
    start: text(start),
    end: text(end),
    title: event.summary ?? "",
    description: event.description ?? "",
    place: event.location ?? "",
  });
}

for (const { masters, exceptions } of series.values()) {
  for (const master of masters) {
    const event = new ICAL.Event(master, { exceptions, strictExceptions: true });
    if (!event.isRecurring()) {
      show(event.startDate, event.endDate, event);
      continue;
    }
    const steps = event.iterator();
    for (let next = steps.next(); next; next = steps.next()) {
      const details = event.getOccurrenceDetails(next);
      show(details.startDate, details.endDate, details.item);
    }
  }
}
process.stdout.write(JSON.stringify(shown));
