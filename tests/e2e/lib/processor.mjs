/** Measures the processor time of a process and all of its descendants, as Linux counts it. */
import { readdirSync, readFileSync } from 'node:fs';

/** Clock ticks per second in /proc: USER_HZ, which is 100 on every Linux. */
const TICKS = 100;

/** Indexes of fields in /proc/PID/stat after the name in brackets, where the state is 0 (proc(5)). */
const PARENT = 1;
const TIMES = [11, 12, 13, 14]; // utime, stime, cutime, cstime

/**
 * @param {number} pid
 * @returns {number} seconds; 0 if there is no /proc
 */
export function processorTime(pid) {
  /** @type {Map<number, {parent: number, ticks: number}>} */
  const processes = new Map();
  let names;
  try {
    names = readdirSync('/proc');
  } catch {
    return 0;
  }
  for (const name of names) {
    if (!/^\d+$/.test(name)) continue;
    try {
      const stat = readFileSync(`/proc/${name}/stat`, 'utf8');
      const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
      const ticks = TIMES.reduce((sum, at) => sum + Number(fields[at]), 0);
      processes.set(Number(name), { parent: Number(fields[PARENT]), ticks });
    } catch {
      // The process has ended in the meantime.
    }
  }
  const within = (/** @type {number} */ one) => {
    for (let at = one; at > 1; at = processes.get(at)?.parent ?? 0) if (at === pid) return true;
    return false;
  };
  let sum = 0;
  for (const [one, { ticks }] of processes) if (within(one)) sum += ticks;
  return sum / TICKS;
}
