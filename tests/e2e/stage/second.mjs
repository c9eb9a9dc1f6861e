// Communities beside that of the demonstration (示范数据), in a street of their own, opened as an operator does.
// Invariant: the second one is opened once in a run; its only member is its first clerk, whose session no journey may
// end.

export const SECOND = { code: '511402001003', name: '示范新社区', phone: '13700000951', clerk: '示范一' };

const opened = new WeakMap();

/** The second community's home, once it is open. */
export function openSecond(people, server) {
  if (!opened.has(people)) opened.set(people, openCommunity(people, server, SECOND));
  return opened.get(people);
}

/** A community whose only member is its first clerk; returns its home. */
export async function openCommunity(people, server, { code, name, phone, clerk }) {
  const above = (digits, name, kind) => ({ code: code.slice(0, digits), name, kind });
  const opening = {
    operator_key: server.operatorKey,
    code,
    name,
    kind: 'community',
    path: [above(2, '四川省', 'province'), above(4, '眉山市', 'city'), above(6, '东坡区', 'county'), above(9, '示范街道', 'street')],
    first: { name: clerk, phone },
    basis: `示范数据：开通${name}`,
  };
  await people.ask('POST', '/api/operator/communities', { body: opening });
  return `/c/${code}`;
}
