// Rosters as committees really keep them (示范数据), generated for each run: a title above the headings, cells merged
// over a household, wrong days, mistyped identity numbers, doubled people, formulas, invisible characters, one bad
// byte, a sum below.

const SURNAMES = '王李张刘陈杨赵黄周吴徐孙胡朱高林';
const GIVEN = '秀建志小桂玉文国春明兰英华敏强军平芳红梅';
const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

export const HEADINGS = ['序号', '姓  名', '性别', '公民身份号码（18位）', '出生日期', '联系电话', '楼栋', '单元', '房号', '与户主关系', '户籍', '备注'];

/** An identity number that belongs to nobody; `wrong` falsifies its last digit. */
export function identity(number, wrong) {
  const year = 1940 + (number % 60);
  const month = String(1 + (number % 12)).padStart(2, '0');
  const day = String(1 + (number % 28)).padStart(2, '0');
  const places = `511402${year}${month}${day}${String(number % 1000).padStart(3, '0')}`;
  const sum = [...places].reduce((sum, digit, at) => sum + Number(digit) * WEIGHTS[at], 0);
  const check = '10X98765432'[sum % 11];
  return places + (wrong ? (check === '1' ? '2' : '1') : check);
}

/** The phone of a person whom the community knows under another name. */
const STRANGER = ['冯桂兰', '13800000006'];

/**
 * Rows of a roster of this number of people, three to a household, with the expected findings by line; `also` are valid
 * rows for people whom a journey must find again.
 */
export function messyRoster(people, { stranger = STRANGER, also = [] } = {}) {
  const rows = [['三苏社区居民花名册（示范数据）'], [], HEADINGS];
  const expected = { refused: 0, doubtful: 0, badByteLine: 9_999, bad: [] };
  for (let number = 0; number < people; number += 1) {
    const [household, place] = [Math.floor(number / 3), number % 3];
    const line = rows.length + 1;
    const name = SURNAMES[household % SURNAMES.length] + GIVEN[(household * 7 + number) % GIVEN.length] + GIVEN[(number * 3 + household) % GIVEN.length];
    const row = [
      String(number + 1),
      place === 1 ? `${name[0]}　${name.slice(1)}` : name,
      '',
      identity(number + 1, number % 1000 === 500),
      '',
      number % 4 === 0 ? `137${String(number).padStart(8, '0')}` : '',
      place === 0 ? `${80 + (household % 10)}` : '',
      place === 0 ? '1' : '',
      place === 0 ? String(1000 + Math.floor(household / 10)) : '',
      ['户主', '妻', '长子'][place],
      place === 2 && number % 5 === 0 ? '流动人口' : '',
      number % 50 === 0 ? '低保，每月走访' : '',
    ];
    if (number % 1000 === 500) expected.bad.push({ line, why: 'identity-check-digit' });
    if (number % 1000 === 501) [row[4], row[3]] = ['1953-02-30', ''], expected.bad.push({ line, why: 'born-unreadable' });
    if (number % 3000 === 702) (row[1] = "=cmd|' /C calc'!A0"), expected.bad.push({ line, why: 'formula' });
    if (number % 3000 === 703) row[1] = `${name[0]}\u200b${name.slice(1)}`;
    if (line === expected.badByteLine) expected.bad.push({ line, why: 'unreadable' });
    rows.push(row);
  }
  // The same person a second time, and a person with the phone of a named person of the demonstration.
  rows.push([...rows[3]]);
  expected.bad.push({ line: rows.length, why: 'duplicate-line' });
  rows.push(['', stranger[0], '女', '', '', stranger[1], '91', '1', '101', '户主', '是', '']);
  rows.push(...also);
  expected.doubtful = 1;
  rows.push(['', '合计', '', '', '', '', '', '', '', '', '', `${people}人`]);
  expected.bad.push({ line: rows.length, why: 'name-unreadable' });
  return { rows, expected, lines: rows.length - 3 };
}

let toBytes;

/** Text as GB18030, by inverting the browser's decoder; one cell gets a byte that is not a character. */
export function asGb18030(rows, badLine) {
  if (!toBytes) {
    toBytes = new Map();
    const decoder = new TextDecoder('gb18030');
    for (let high = 0x81; high <= 0xfe; high += 1) {
      for (let low = 0x40; low <= 0xfe; low += 1) {
        if (low === 0x7f) continue;
        const text = decoder.decode(Uint8Array.of(high, low));
        if ([...text].length === 1 && text !== '\ufffd' && !toBytes.has(text)) toBytes.set(text, [high, low]);
      }
    }
    // A character without a two-byte code: four bytes, counted from U+0080.
    toBytes.set('\u200b', [0x81, 0x36, 0xa4, 0x37]);
  }
  const bytes = [];
  const quoted = cell => (/[",\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);
  for (const [at, row] of rows.entries()) {
    for (const [column, cell] of row.entries()) {
      if (column > 0) bytes.push(0x2c);
      if (at + 1 === badLine && column === 1) bytes.push(0xff);
      for (const letter of quoted(cell)) {
        if (letter < '\u0080') bytes.push(letter.charCodeAt(0));
        else bytes.push(...(toBytes.get(letter) ?? [0x3f]));
      }
    }
    bytes.push(0x0d, 0x0a);
  }
  return Buffer.from(bytes);
}
