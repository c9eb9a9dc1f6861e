// The addresses of the app's pages, read from the table in app/src/pages.rs.
// Invariant: a page that the table does not have is an error here.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { COMMUNITY, ROOT } from './server.mjs';

/** The templates of each page, by its name in the source: `PageId::Home`, `OfficePage::Tasks`. */
export const ADDRESSES = read(readFileSync(join(ROOT, 'app/src/pages.rs'), 'utf8'));

function read(source) {
  const [table] = source.replaceAll(/\/\/.*/g, '').match(/^pages! \{.*?^\}/ms);
  const found = new Map();
  for (const [, part, rows] of table.matchAll(/^    (first_load|pages|office) \{\n(.*?)^    \}/gms)) {
    const type = part === 'office' ? 'OfficePage' : 'PageId';
    for (const [, page, templates] of rows.matchAll(/(\w+)((?:\s+"\/[^"]*")*)(?:\s+needs [\w, ]+)?\s+= [\w:]+;/g)) {
      found.set(`${type}::${page}`, [...templates.matchAll(/"(.+?)"/g)].map(([, template]) => template));
    }
  }
  return found;
}

/** The nth address of a page, in the demonstration community, with the id of what it shows. */
export function addressOf(page, id, nth = 0) {
  const template = ADDRESSES.get(page)?.[nth];
  if (template === undefined) throw new Error(`the table of pages has no address ${nth} of ${page}`);
  return template.replaceAll(/\{(\w+)\}/g, (_, name) => {
    const value = name === 'community' ? COMMUNITY : id;
    if (value === undefined) throw new Error(`${template} needs an id`);
    return value;
  });
}
