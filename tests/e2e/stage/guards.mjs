// The conditions of a step of a decision, as the contract names them.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './server.mjs';

export function guardIds() {
  const { components } = JSON.parse(readFileSync(join(ROOT, 'docs/openapi.json'), 'utf8'));
  return components.schemas.GuardId.oneOf.flatMap(one => one.enum ?? [one.const]);
}
