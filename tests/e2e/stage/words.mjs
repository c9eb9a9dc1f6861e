// The app's texts by key, from the files of which the app itself is built: a journey finds a button by its meaning.
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

/** Walks with everybody reading this language, independent of other walks at the same time. */
export const speaking = (language, walk) => spoken.run(language, walk);

/** The text of a key with its values filled in; for a key with plurals, the form for `values.count`. */
export function words(key, values = {}, language = language_now()) {
  let text = WORDS[language][key];
  if (text === undefined) throw new Error(`no words for ${key} in ${language}`);
  if (typeof text === 'object') text = (Number(values.count) === 1 && text.one) || text.other;
  return text.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);
}

/** Whether the word is a key: pages show keys when the text did not come with them. */
export const isKey = word => word in WORDS['zh-CN'];

export const english = (key, values) => words(key, values, 'en');

/** Matches the text of a key with any values. */
export function pattern(key, language = language_now()) {
  const text = words(key, { count: 2 }, language);
  return new RegExp(text.split(/\{\w+\}|(?<!\d)2(?!\d)/).map(part => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('.+?'));
}
