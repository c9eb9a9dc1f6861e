// A second community beside that of the demonstration (示范数据), in a street of its own, as an operator opens one.
// Invariant: it is opened once in a run; its only member is its first clerk, whose session no journey may end.

export const SECOND = { code: '511402001003', name: '示范新社区', phone: '13700000951', clerk: '示范一' };

const opened = new WeakMap();

/** The second community's home, once it is open. */
export function openSecond(people, server) {
  if (!opened.has(people)) opened.set(people, open(people, server));
  return opened.get(people);
}

async function open(people, server) {
  const above = (digits, name, kind) => ({ code: SECOND.code.slice(0, digits), name, kind });
  const opening = {
    operator_key: server.operatorKey,
    code: SECOND.code,
    name: SECOND.name,
    kind: 'community',
    path: [above(2, '四川省', 'province'), above(4, '眉山市', 'city'), above(6, '东坡区', 'county'), above(9, '示范街道', 'street')],
    first: { name: SECOND.clerk, phone: SECOND.phone },
    basis: '示范数据：开通第二个社区',
  };
  await people.ask('POST', '/api/operator/communities', { body: opening });
  return `/c/${SECOND.code}`;
}
