// Pictures to attach, and the dialog that takes them.

import { deflateSync, crc32 } from 'node:zlib';
import { readsText } from './screen.mjs';
import { words } from './words.mjs';

function chunk(kind, data) {
  const body = Buffer.concat([Buffer.from(kind, 'latin1'), data]);
  const [length, checksum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  checksum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, checksum]);
}

/** A picture of one colour, as from a phone's gallery. */
export function picture(name, [red, green, blue]) {
  const head = Buffer.from([0, 0, 0, 32, 0, 0, 0, 24, 8, 2, 0, 0, 0]);
  const row = Buffer.from([0, ...Array.from({ length: 32 }, () => [red, green, blue]).flat()]);
  const data = deflateSync(Buffer.concat(Array.from({ length: 24 }, () => row)));
  const parts = [chunk('IHDR', head), chunk('IDAT', data), chunk('IEND', Buffer.alloc(0))];
  const buffer = Buffer.concat([Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]), ...parts]);
  return { name, mimeType: 'image/png', buffer };
}

/** Chooses files in the open dialog, waits until they are sent, and describes each. */
export async function choose(page, files) {
  const dialog = page.getByRole('dialog').filter({ visible: true });
  await dialog.getByLabel(words('files.choose'), { exact: true }).setInputFiles(files.map(({ file }) => file));
  for (const { file, caption } of files) {
    await readsText(dialog, words('files.sent', { name: file.name }));
    await dialog.getByLabel(words('files.words', { name: file.name }), { exact: true }).fill(caption);
  }
  return dialog;
}
