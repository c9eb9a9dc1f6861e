// Reads a QR code as the app draws it: one path, one size (version 8, quality M), text as bytes, without error
// correction.
// Invariant: anything else is an error, not an empty text.

const SIDE = 49;
const QUIET = 4;
/** The number of words in each block of data; the blocks are interleaved. */
const BLOCKS = [38, 38, 39, 39];
const BYTES_MODE = 4;
/** Centres of the small squares. */
const SQUARES = [[6, 24], [24, 6], [24, 24], [24, 42], [42, 24], [42, 42]];
const MASKS = [
  (row, column) => (row + column) % 2 === 0,
  row => row % 2 === 0,
  (row, column) => column % 3 === 0,
  (row, column) => (row + column) % 3 === 0,
  (row, column) => (Math.floor(row / 2) + Math.floor(column / 3)) % 2 === 0,
  (row, column) => ((row * column) % 2) + ((row * column) % 3) === 0,
  (row, column) => (((row * column) % 2) + ((row * column) % 3)) % 2 === 0,
  (row, column) => (((row + column) % 2) + ((row * column) % 3)) % 2 === 0,
];

/** The text of a code, from the `d` of its path. */
export function readQr(path) {
  const dark = Array.from({ length: SIDE }, () => Array(SIDE).fill(0));
  for (const [, column, row] of path.matchAll(/M(\d+) (\d+)h1v1h-1z/g)) dark[row - QUIET][column - QUIET] = 1;
  const mask = MASKS[((dark[8][2] ^ 1) << 2) | (dark[8][3] << 1) | (dark[8][4] ^ 1)];
  const bits = places().map(([row, column]) => dark[row][column] ^ (mask(row, column) ? 1 : 0));
  const words = Array.from({ length: Math.floor(bits.length / 8) }, (_, at) => number(bits.slice(at * 8, at * 8 + 8)));
  const data = inOrder(words).flatMap(word => Array.from({ length: 8 }, (_, at) => (word >> (7 - at)) & 1));
  if (number(data.slice(0, 4)) !== BYTES_MODE) throw new Error('this is no QR code of the app, or it holds no bytes');
  const length = number(data.slice(4, 12));
  const bytes = Array.from({ length }, (_, at) => number(data.slice(12 + at * 8, 20 + at * 8)));
  return new TextDecoder('utf-8', { fatal: true }).decode(Uint8Array.from(bytes));
}

const number = bits => bits.reduce((value, bit) => value * 2 + bit, 0);

/** The data modules in the order of reading: upwards and downwards in columns two wide. */
function places() {
  const found = [];
  let upwards = true;
  for (let right = SIDE - 1; right > 0; right -= 2) {
    if (right === 6) right -= 1;
    for (let step = 0; step < SIDE; step += 1) {
      const row = upwards ? SIDE - 1 - step : step;
      for (const column of [right, right - 1]) if (!isPattern(row, column)) found.push([row, column]);
    }
    upwards = !upwards;
  }
  return found;
}

/** Corners with format and version information, the timing patterns, and the small squares. */
function isPattern(row, column) {
  const [far, version] = [SIDE - 8, SIDE - 11];
  if ((row <= 8 && (column <= 8 || column >= far)) || (row >= far && column <= 8)) return true;
  if (row === 6 || column === 6) return true;
  if ((row < 6 && column >= version) || (column < 6 && row >= version)) return true;
  const near = (one, at) => Math.abs(one - at) <= 2;
  return SQUARES.some(([y, x]) => near(row, y) && near(column, x));
}

function inOrder(words) {
  const blocks = BLOCKS.map(() => []);
  let next = 0;
  for (let at = 0; at < Math.max(...BLOCKS); at += 1) {
    for (const [block, length] of BLOCKS.entries()) if (at < length) blocks[block].push(words[next++]);
  }
  return blocks.flat();
}
