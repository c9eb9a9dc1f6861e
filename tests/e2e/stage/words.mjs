// The app's words by key, from the files that the app itself is built of: a journey finds a button by what it means.
// Invariant: an unknown key is an error here, not a button that is never found.

import { AsyncLocalStorage } from 'node:async_hooks';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './server.mjs';

const read = language => {
  const folder = join(ROOT, 'public/locales', language);
  const files = readdirSync(folder, { recursive: true }).filter(name => name.endsWith('.json'));
  return Object.assign({}, ...files.map(name => JSON.parse(readFileSync(join(folder, name), 'utf8'))));
};
const WORDS = { 'zh-CN': read('zh-CN'), en: read('en') };

const spoken = new AsyncLocalStorage();
const language_now = () => spoken.getStore() ?? 'zh-CN';

/** Walks with everybody reading this language, whatever is walked beside it. */
export const speaking = (language, walk) => spoken.run(language, walk);

/** The words of a key with its values filled in; of a key with plurals, the form for `values.count`. */
export function words(key, values = {}, language = language_now()) {
  let text = WORDS[language][key];
  if (text === undefined) throw new Error(`no words for ${key} in ${language}`);
  if (typeof text === 'object') text = (Number(values.count) === 1 && text.one) || text.other;
  return text.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);
}

/** Whether something is the name of a text: what a page shows when the text has not come with it. */
export const isKey = word => word in WORDS['zh-CN'];

export const english = (key, values) => words(key, values, 'en');

/** Matches the words of a key whatever its values are. */
export function pattern(key, language = language_now()) {
  const text = words(key, { count: 2 }, language);
  return new RegExp(text.split(/\{\w+\}|(?<!\d)2(?!\d)/).map(part => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('.+?'));
}
