// The result of each journey over all rounds.
// Invariant: a failure is counted once, and named by the round whose pictures and log are in tests/e2e/out/.

export function makeTally() {
  const rows = new Map();
  return {
    note(name, round, seconds, failed) {
      const row = rows.get(name) ?? { walked: 0, failed: [], slowest: 0 };
      rows.set(name, row);
      row.walked += 1;
      row.slowest = Math.max(row.slowest, seconds);
      if (failed) row.failed.push(round);
    },
    passed: () => [...rows.values()].reduce((sum, row) => sum + row.walked - row.failed.length, 0),
    failed: () => [...rows.values()].reduce((sum, row) => sum + row.failed.length, 0),
    /** Journey × failures. */
    table() {
      const lines = [...rows].sort().map(([name, { walked, failed, slowest }]) => {
        const rounds = failed.length > 0 ? `  in round ${failed.join(', ')}` : '';
        return `${name.padEnd(40)} ${String(walked).padStart(6)} ${String(failed.length).padStart(7)} ${slowest.toFixed(1).padStart(8)} s${rounds}`;
      });
      return [`${'journey'.padEnd(40)} walked failures    slowest`, ...lines].join('\n');
    },
  };
}
