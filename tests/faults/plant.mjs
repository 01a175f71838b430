// Plants the faults of faults.mjs, one at a time, in a copy of the checkout, and says whether the gate finds each.
//
//   node tests/faults/plant.mjs [NAME…] [--list] [--whole-steps] [--material]
//
//   NAME            a fault, a part of its name, or a step: only these (default: all)
//   --list          only check that every fault can be planted; nothing is built
//   --whole-steps   run each step whole, not only the part that should find the fault
//   --material      let the copy see ../shared, the real texts next to the checkout, if they are there
//
// Exit code: the number of faults that were missed or proved nothing, at most 100; 125 if a fault cannot be planted.
import { execFileSync, spawn } from 'node:child_process';
import {
  copyFileSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  readlinkSync,
  realpathSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { homedir } from 'node:os';
import { dirname, extname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { faults } from './faults.mjs';

/** @typedef {import('./faults.mjs').Fault} Fault */
/** @typedef {import('./faults.mjs').Behaviour} Behaviour */

const TOP = resolve(dirname(fileURLToPath(import.meta.url)), '../..');
const CACHE = process.env.KANBAO_CACHE ?? join(process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'kanbao');

/**
 * Always the same place, so that the next run builds only what has changed. The target folder is the copy's own: the build
 * scripts record there what they have made, and must not take the copy's records for the checkout's.
 */
const PLACE = join(CACHE, 'faults');
const COPY = join(PLACE, 'checkout');
const TARGET = join(PLACE, 'target');
const LOGS = join(PLACE, 'logs');
const LOCK = join(PLACE, 'lock');

/** A command that takes longer has hung; a first build of everything takes some minutes. */
const TIMEOUT_MS = 30 * 60_000;
const MOST = 100;
const NOT_PLANTABLE = 125;

/** In the order of scripts/steps/. */
const STEPS = ['format', 'lint', 'rust', 'docs', 'page', 'types', 'scripts', 'licences', 'chromium', 'firefox', 'e2e'];

/** What every command begins with: the toolchain and the tools, as the scripts themselves find them. */
const PRELUDE = `source scripts/lib/common.sh
source "$top/scripts/lib/toolbox.sh"
source "$top/scripts/lib/engine.sh"
ensure_rust
ensure_node_modules`;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    list: { type: 'boolean', default: false },
    'whole-steps': { type: 'boolean', default: false },
    material: { type: 'boolean', default: false },
  },
});

/** @param {Fault} fault */
const isRust = ({ file }) => file.endsWith('.rs');

/**
 * Returns the text of a file with the fault in it.
 * @param {Fault} fault
 * @param {string} text
 */
const planted = ({ find, replace }, text) => text.split(find).join(replace);

/**
 * Returns why a fault cannot be planted, or null. The faulty version must parse, or any test at all would find it.
 * @param {Fault} fault
 * @returns {Promise<string | null>}
 */
async function obstacle(fault) {
  const path = join(TOP, fault.file);
  if (!existsSync(path)) return 'there is no such file';
  const text = readFileSync(path, 'utf8');
  const times = text.split(fault.find).length - 1;
  if (times !== 1) return `the snippet occurs ${times} times: ${fault.find}`;
  if (!STEPS.includes(fault.step)) return `there is no step ${fault.step}`;
  const loader = /** @type {const} */ ({ '.js': 'js', '.mjs': 'js', '.ts': 'ts', '.css': 'css' })[extname(fault.file)];
  if (!loader) return null;
  const { transform } = await import('esbuild');
  return transform(planted(fault, text), { loader, logLevel: 'silent' }).then(
    () => null,
    (/** @type {Error} */ error) => `the faulty version does not parse: ${error.message}`,
  );
}

/**
 * Returns the part of a step that should find a fault, as commands that follow the prelude.
 * @param {Fault} fault
 * @returns {string}
 */
function narrowed({ step, only }) {
  const whole = `scripts/steps/[0-9][0-9]-${step}`;
  if (only === undefined) return whole;
  if (step === 'e2e') {
    const { name, browsers = ['chromium'] } = /** @type {Behaviour} */ (only);
    // Only these two open pages that use the packed package.
    const build = ['examples', 'package'].includes(name) ? 'scripts/package --try' : 'scripts/build';
    return [
      build,
      ...browsers.map((browser) => `ensure_${browser}`),
      ...(browsers.includes('chromium') ? ['prefer_headless_shell'] : []),
      `node tests/e2e/run.mjs ${browsers.map((browser) => `--browser ${browser}`).join(' ')} --only '${name}'`,
    ].join('\n');
  }
  const parts = [only].flat().map(String);
  const part = parts.join(' ');
  switch (step) {
    case 'format':
      return part === 'rustfmt' ? 'cargo fmt --check' : 'node_modules/.bin/biome check .';
    case 'lint':
      return `cargo clippy --quiet ${part} -- -D warnings`;
    case 'rust':
      return `cargo test --quiet ${part.startsWith('--') ? part : `--test integration ${part}`}`;
    case 'page':
      return (
        {
          build: 'scripts/build',
          budgets: 'scripts/build\nnode scripts/lib/budgets.mjs "sample=$target_dir/sample"',
          elements: 'node scripts/lib/elements.mjs --check',
          package: 'scripts/package --try',
        }[part] ?? whole
      );
    case 'types':
      return `scripts/build --engine\nnode_modules/.bin/tsc -p ${part}`;
    case 'scripts': {
      const built = parts.some((path) => readFileSync(join(TOP, path), 'utf8').includes('www/pkg/'));
      return `${built ? 'scripts/build --engine\n' : ''}node --test --test-reporter=spec ${part}`;
    }
    case 'licences':
      return part === 'notices' ? 'node scripts/lib/notices.mjs --check' : 'node scripts/lib/licences.mjs';
    default:
      return whole;
  }
}

/**
 * Returns what must succeed with the fault planted before a failed test means anything, or null if nothing must.
 * @param {Fault} fault
 */
function compiles({ step, only, ...fault }) {
  if (!isRust({ step, ...fault })) return null;
  if (step === 'rust')
    return `cargo test --quiet --no-run ${String(only ?? '').startsWith('--lib') ? '--lib' : '--test integration'}`;
  if (step === 'chromium' || step === 'firefox')
    return 'cargo check --quiet --lib --target "$wasm_target" --no-default-features --features wasm-engine,wasm-parser';
  return 'cargo check --quiet --lib';
}

/** @type {import('node:child_process').ChildProcess | null} */
let running = null;

/** Kills the running command and all that it has started. */
function end() {
  try {
    if (running?.pid) process.kill(-running.pid, 'SIGKILL');
  } catch {
    // It has ended by itself.
  }
}

/**
 * @typedef {object} Outcome
 * @property {boolean} passed
 * @property {number} seconds
 * @property {string} output
 */

/**
 * Runs a command in the copy. Its output is also written to a log.
 * @param {string} command
 * @param {string} log
 * @returns {Promise<Outcome>}
 */
function run(command, log) {
  const began = performance.now();
  const { NODE_TEST_CONTEXT: _, ...environment } = process.env;
  const child = spawn('bash', ['-c', `${PRELUDE}\n${command}`], {
    cwd: COPY,
    env: { ...environment, CARGO_TARGET_DIR: TARGET, CARGO_TERM_COLOR: 'never', NO_COLOR: '1' },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  running = child;
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (piece) => {
      output += piece;
    });
  const timer = setTimeout(end, TIMEOUT_MS);
  return new Promise((done, fail) => {
    child.on('error', fail);
    child.on('close', (code) => {
      clearTimeout(timer);
      running = null;
      writeFileSync(join(LOGS, `${log}.log`), output);
      done({ passed: code === 0, seconds: Math.round((performance.now() - began) / 1000), output });
    });
  });
}

/**
 * Returns how many tests passed according to the test runners' last lines, or null if there are none.
 * @param {string} output
 */
function testsIn(output) {
  const counts = [...output.matchAll(/^(?:test result: \w+\. (\d+) passed|(?:ℹ|#) pass (\d+))/gm)];
  return counts.length ? counts.reduce((sum, [, rust, node]) => sum + Number(rust ?? node), 0) : null;
}

/**
 * Returns the first line that says what failed, or the last line.
 * @param {string} output
 */
function reasonIn(output) {
  const lines = output.split('\n').map((line) => line.trim());
  const telling = lines.find((line) =>
    /^(not ok|✖ |test .*FAILED|---- .* stdout|error|Error|Diff in|\S+ (lint\/|format ))|\bOVER$|not allowed|TS\d{4}/.test(
      line,
    ),
  );
  return (telling ?? lines.filter(Boolean).at(-1) ?? '').slice(0, 110);
}

/** Returns the paths of all files of the checkout that git does not ignore, committed or not. */
function filesOfCheckout() {
  const listed = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
    cwd: TOP,
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  });
  return [...new Set(listed.split('\0'))].filter(
    (path) => path && lstatSync(join(TOP, path), { throwIfNoEntry: false }),
  );
}

/**
 * Whether a file of the copy is the same as in the checkout.
 * @param {string} from
 * @param {string} to
 */
function isSame(from, to) {
  const [a, b] = [lstatSync(from), lstatSync(to, { throwIfNoEntry: false })];
  if (!b || a.isSymbolicLink() !== b.isSymbolicLink()) return false;
  if (a.isSymbolicLink()) return readlinkSync(from) === readlinkSync(to);
  return a.mode === b.mode && a.size === b.size && readFileSync(from).equals(readFileSync(to));
}

/** Makes the copy like the checkout. Files that are the same keep their times, so that cargo does not build them again. */
function copyCheckout() {
  const record = join(PLACE, 'files.json');
  const before = existsSync(record) ? /** @type {string[]} */ (JSON.parse(readFileSync(record, 'utf8'))) : [];
  const files = filesOfCheckout();
  const now = new Set(files);
  writeFileSync(record, JSON.stringify([...new Set([...before, ...files])]));
  for (const path of before) if (!now.has(path)) rmSync(join(COPY, path), { force: true });
  for (const path of files) {
    const [from, to] = [join(TOP, path), join(COPY, path)];
    if (lstatSync(from).isSymbolicLink() && /(^|\/)node_modules$/.test(path)) continue;
    if (isSame(from, to)) continue;
    mkdirSync(dirname(to), { recursive: true });
    rmSync(to, { recursive: true, force: true });
    if (lstatSync(from).isSymbolicLink()) symlinkSync(readlinkSync(from), to);
    else copyFileSync(from, to);
  }
  writeFileSync(record, JSON.stringify(files));
}

/**
 * Gives the copy the installed packages of a folder, as hard links: `npm ci` in the copy then removes only links. If the
 * checkout has none that the scripts installed, the scripts install them in the copy.
 * @param {string} folder
 */
function lendPackages(folder) {
  const [from, to] = [join(TOP, folder, 'node_modules'), join(COPY, folder, 'node_modules')];
  const stamp = (/** @type {string} */ path) => {
    const file = join(path, '.kanbao-lock');
    return existsSync(file) ? readFileSync(file, 'utf8') : null;
  };
  if (stamp(from) === null || stamp(from) === stamp(to)) return;
  rmSync(to, { recursive: true, force: true });
  const source = `${realpathSync(from)}/.`;
  mkdirSync(to, { recursive: true });
  try {
    execFileSync('cp', ['-al', source, to], { stdio: 'ignore' });
  } catch {
    // Another file system, or a cp that makes no links.
    rmSync(to, { recursive: true, force: true });
    mkdirSync(to, { recursive: true });
    execFileSync('cp', ['-a', source, to]);
  }
}

/** Links the real texts next to the copy, or removes the link. */
function lendMaterial() {
  const [from, to] = [resolve(TOP, '../shared'), join(PLACE, 'shared')];
  rmSync(to, { force: true });
  if (!values.material) return;
  if (!existsSync(from)) throw new Error(`there is no ${from}`);
  symlinkSync(realpathSync(from), to);
}

/** Makes sure that no other run uses the copy. */
function lock() {
  if (existsSync(LOCK)) {
    const owner = Number(readFileSync(LOCK, 'utf8'));
    try {
      process.kill(owner, 0);
      throw new Error(`another run uses ${COPY} (process ${owner})`);
    } catch (error) {
      if (/** @type {NodeJS.ErrnoException} */ (error).code !== 'ESRCH') throw error;
    }
  }
  writeFileSync(LOCK, String(process.pid));
  process.on('exit', () => rmSync(LOCK, { force: true }));
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP']))
    process.on(signal, () => {
      end();
      process.exit(130);
    });
}

/** @typedef {'found' | 'MISSED' | 'INVALID'} Verdict INVALID: the fault proves nothing, and `said` says why */

/**
 * The controls by command. A control runs the command without a fault: it must pass and, if it says how many tests passed,
 * there must be some.
 * @type {Map<string, Promise<string | null>>}
 */
const controls = new Map();

/**
 * Runs a command's control, once; returns why the command proves nothing, or null.
 * @param {string} command
 * @returns {Promise<string | null>}
 */
function control(command) {
  const known = controls.get(command);
  if (known) return known;
  const log = `control-${controls.size + 1}`;
  const made = run(command, log).then(({ passed, seconds, output }) => {
    const tests = testsIn(output);
    const last = command.split('\n').at(-1);
    console.log(
      `${passed ? 'control' : 'CONTROL'} ${String(seconds).padStart(6)} s  ${last}${tests === null ? '' : `: ${tests} tests`}`,
    );
    if (!passed) return `the step fails without the fault: ${join(LOGS, `${log}.log`)}`;
    return tests === 0 ? `no test was run: ${join(LOGS, `${log}.log`)}` : null;
  });
  controls.set(command, made);
  return made;
}

/**
 * Plants a fault, runs what must find it, and takes the fault out again.
 * @param {Fault} fault
 * @returns {Promise<{verdict: Verdict, seconds: number, said: string}>}
 */
async function prove(fault) {
  const command = values['whole-steps'] ? `scripts/steps/[0-9][0-9]-${fault.step}` : narrowed(fault);
  const useless = await control(command);
  if (useless) return { verdict: 'INVALID', seconds: 0, said: useless };
  const path = join(COPY, fault.file);
  const sound = readFileSync(path, 'utf8');
  // Both times the file is rewritten, so that its time tells cargo that it has changed.
  writeFileSync(path, planted(fault, sound));
  try {
    const first = compiles(fault);
    if (first) {
      const { passed, seconds, output } = await run(first, fault.name);
      if (!passed) return { verdict: 'INVALID', seconds, said: `it does not compile: ${reasonIn(output)}` };
    }
    const { passed, seconds, output } = await run(command, fault.name);
    if (passed) return { verdict: 'MISSED', seconds, said: join(LOGS, `${fault.name}.log`) };
    return { verdict: 'found', seconds, said: reasonIn(output) };
  } finally {
    writeFileSync(path, sound);
  }
}

/** Names the part of a step for people. @param {Fault} fault */
function partOf({ step, only }) {
  if (only === undefined || values['whole-steps']) return step;
  if (typeof only === 'object' && 'name' in only)
    return `${step}: ${only.name}, ${(only.browsers ?? ['chromium']).join(', ')}`;
  return `${step}: ${[only].flat().join(' ')}`;
}

const unknown = positionals.filter((name) => !faults.some((fault) => fault.step === name || fault.name.includes(name)));
if (unknown.length) {
  console.error(`no fault and no step is named ${unknown.join(', ')}: see --list`);
  process.exit(NOT_PLANTABLE);
}
const chosen = faults.filter(
  ({ name, step }) => !positionals.length || positionals.some((wanted) => step === wanted || name.includes(wanted)),
);

const obstacles = await Promise.all(chosen.map(obstacle));
const names = new Set(faults.map(({ name }) => name));
if (names.size < faults.length) throw new Error('two faults have the same name');
if (values.list) {
  for (const step of STEPS)
    for (const fault of chosen.filter((one) => one.step === step))
      console.log(`${fault.name.padEnd(46)} ${fault.file.padEnd(34)} ${partOf(fault)}`);
}
const wrong = chosen.flatMap(({ name, file }, i) => (obstacles[i] ? [`${name} (${file}): ${obstacles[i]}`] : []));
for (const line of wrong) console.error(line);
if (wrong.length) process.exit(NOT_PLANTABLE);
if (values.list) {
  console.log(`${chosen.length} faults can be planted`);
  process.exit(0);
}

mkdirSync(LOGS, { recursive: true });
mkdirSync(COPY, { recursive: true });
lock();
copyCheckout();
lendMaterial();
for (const folder of ['.', 'tests/package']) if (statSync(join(COPY, folder)).isDirectory()) lendPackages(folder);

// Sources in Rust come last: a change of one means building the browser modules again, which takes minutes.
const order = [...chosen].sort(
  (a, b) => Number(isRust(a)) - Number(isRust(b)) || STEPS.indexOf(a.step) - STEPS.indexOf(b.step),
);
console.log(
  `${order.length} faults in the steps ${STEPS.filter((step) => order.some((one) => one.step === step)).join(', ')}`,
);
const began = performance.now();
const table = [];
for (const fault of order) {
  const { verdict, seconds, said } = await prove(fault);
  const line = `${verdict.padEnd(7)} ${String(seconds).padStart(6)} s  ${fault.name} (${partOf(fault)})`;
  console.log(`${line}\n                  ${said}`);
  table.push({ verdict, line, said });
}
const found = table.filter(({ verdict }) => verdict === 'found').length;
const failed = table.length - found;
console.log(`\nFaults, ${Math.round((performance.now() - began) / 1000)} s in all:`);
for (const { verdict, line, said } of table)
  console.log(`  ${line}${verdict === 'found' ? '' : `\n${' '.repeat(20)}${said}`}`);
console.log(`\n${found} passed, ${failed} failed`);
process.exitCode = Math.min(failed, MOST);
