/**
 * Browsers driven by WebDriver. Each driver is started on a free port, and only processes started here are ended.
 * Nothing is looked up online or downloaded: the programs are those on PATH, or those named in KANBAO_CHROMIUM,
 * KANBAO_CHROMEDRIVER, KANBAO_FIREFOX, KANBAO_GECKODRIVER, KANBAO_WEBKIT (MiniBrowser) and KANBAO_WEBKITDRIVER.
 */
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { Builder } from 'selenium-webdriver';
import { Command } from 'selenium-webdriver/lib/command.js';

/** @typedef {import('selenium-webdriver').WebDriver} WebDriver */

/** @typedef {'chromium' | 'firefox' | 'webkit'} BrowserName */
/** @type {readonly BrowserName[]} */
export const BROWSERS = ['chromium', 'firefox', 'webkit'];

/** How long a driver or a display may take to start on a busy machine (ms). */
const START_MS = 30_000;

/** How long it may take to end (ms). */
const QUIT_MS = 5_000;

/**
 * @typedef {object} Browser
 * @property {BrowserName} name
 * @property {WebDriver} driver
 * @property {number} pid the driver's process, the ancestor of all of the browser's processes
 * @property {(width: number, height: number) => Promise<void>} viewport sets the size of the page's area, CSS px
 * @property {(scheme: 'light' | 'dark') => Promise<boolean>} scheme sets the colour scheme; false if the browser has another one and cannot change it
 * @property {(method: string, params?: object) => Promise<any>} cdp calls Chromium's DevTools protocol; rejects in other browsers
 * @property {() => Promise<void>} close
 */

/** Default size of the page's area (CSS px). */
export const WINDOW = { width: 1200, height: 900 };

/** WebKit's display. The pointer rests in the middle; without a window manager, only the window under it has the focus. */
const DISPLAY = { width: 3200, height: 2400 };
/** The window's top left corner, chosen so that the pointer is inside the window whatever its size. */
const CORNER = { x: DISPLAY.width / 2 - 100, y: DISPLAY.height / 2 - 100 };

/**
 * The GTK theme of WebKit's window: its buttons do not force the window to be wider than a phone. The page's colour
 * scheme follows the theme's name.
 */
const BARE_THEME = '* { font-size: 1px; margin: 0; padding: 0; border: 0; min-width: 0; min-height: 0; }\n';

/**
 * @param {BrowserName} name
 * @param {{dark?: boolean}} [options] dark: starts WebKit in the dark scheme, since it cannot change later; default false
 * @returns {Promise<Browser>}
 */
export function openBrowser(name, { dark = false } = {}) {
  return { chromium: openChromium, firefox: openFirefox, webkit: () => openWebKit(dark) }[name]();
}

/** @returns {Promise<Browser>} */
async function openChromium() {
  const started = await startDriver('KANBAO_CHROMEDRIVER', ['chromedriver', 'chromium.chromedriver'], (port) => [
    `--port=${port}`,
  ]);
  const driver = await openSession(started, {
    browserName: 'chrome',
    'goog:chromeOptions': {
      binary: program('KANBAO_CHROMIUM', ['chromium', 'chromium-browser', 'google-chrome', 'chrome']),
      // No sandbox, because the tests also run as root in containers. They open only our own pages.
      args: [
        '--headless',
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-sync',
        '--disable-background-networking',
        '--disable-component-update',
        `--window-size=${WINDOW.width},${WINDOW.height}`,
      ],
    },
    'goog:loggingPrefs': { browser: 'ALL' },
  });
  /** @type {Browser['cdp']} */
  const cdp = (cmd, params = {}) =>
    driver.execute(new Command('devtools').setParameter('cmd', cmd).setParameter('params', params));
  return {
    name: 'chromium',
    driver,
    pid: started.pid,
    cdp,
    viewport: (width, height) =>
      cdp('Emulation.setDeviceMetricsOverride', { width, height, deviceScaleFactor: 1, mobile: false }),
    async scheme(value) {
      await cdp('Emulation.setEmulatedMedia', { features: [{ name: 'prefers-color-scheme', value }] });
      return true;
    },
    close: () => end(driver, started),
  };
}

/** @returns {Promise<Browser>} */
async function openFirefox() {
  // The second port is for Firefox itself; by default it is the same for every Firefox on the machine.
  // System access lets a test set the preferred colour scheme.
  const own = await freePort();
  const started = await startDriver('KANBAO_GECKODRIVER', ['geckodriver'], (port) => [
    '--port',
    `${port}`,
    '--websocket-port',
    `${own}`,
    '--allow-system-access',
  ]);
  const driver = await openSession(started, {
    browserName: 'firefox',
    webSocketUrl: true,
    'moz:firefoxOptions': {
      binary: program('KANBAO_FIREFOX', ['firefox', 'firefox-esr']),
      args: ['-headless'],
      prefs: {
        'layout.css.prefers-color-scheme.content-override': 1,
        // Firefox makes requests to its vendor's servers; tests must not wait for them.
        'network.captive-portal-service.enabled': false,
        'network.connectivity-service.enabled': false,
        'app.normandy.enabled': false,
        'services.settings.server': 'http://127.0.0.1:9/',
      },
    },
  });
  const bidi = await driver.getBidi();
  return {
    name: 'firefox',
    driver,
    pid: started.pid,
    cdp: () => Promise.reject(new Error('Firefox does not have Chromium’s DevTools protocol')),
    async viewport(width, height) {
      const context = await driver.getWindowHandle();
      await bidi.send({ method: 'browsingContext.setViewport', params: { context, viewport: { width, height } } });
    },
    async scheme(value) {
      await driver.execute(new Command('mozContext').setParameter('context', 'chrome'));
      await driver.executeScript(
        "Services.prefs.setIntPref('layout.css.prefers-color-scheme.content-override', arguments[0])",
        value === 'dark' ? 0 : 1,
      );
      await driver.execute(new Command('mozContext').setParameter('context', 'content'));
      return true;
    },
    close: () => end(driver, started),
  };
}

/**
 * @param {boolean} dark
 * @returns {Promise<Browser>}
 */
async function openWebKit(dark) {
  const display = await startDisplay();
  const data = scratch();
  const close = async () => {
    await display.close();
    data.clear();
  };
  try {
    const theme = path.join(data.folder, 'themes/KanbaoBare/gtk-3.0');
    mkdirSync(theme, { recursive: true });
    for (const file of ['gtk.css', 'gtk-dark.css']) writeFileSync(path.join(theme, file), BARE_THEME);
    const started = await startDriver('KANBAO_WEBKITDRIVER', ['WebKitWebDriver'], (port) => ['-p', `${port}`], {
      DISPLAY: display.name,
      WEBKIT_DISABLE_COMPOSITING_MODE: '1',
      LIBGL_ALWAYS_SOFTWARE: '1',
      XDG_DATA_HOME: data.folder,
      GTK_THEME: `KanbaoBare${dark ? ':dark' : ''}`,
    });
    const driver = await openSession(started, {
      browserName: 'MiniBrowser',
      'webkitgtk:browserOptions': { binary: miniBrowser(), args: ['--automation'] },
    });
    const window = driver.manage().window();
    const inner = async () =>
      /** @type {[number, number]} */ (await driver.executeScript('return [innerWidth, innerHeight]'));
    // Measures the height of what surrounds the page. Window and page do not resize at the same moment, so it waits
    // until both have their size.
    await window.setRect({ ...CORNER, ...WINDOW });
    await until(START_MS, 'the window to be as wide as its page', async () => (await inner())[0] === WINDOW.width);
    const around = WINDOW.height - (await inner())[1];
    return {
      name: 'webkit',
      driver,
      pid: started.pid,
      cdp: () => Promise.reject(new Error('WebKit does not have Chromium’s DevTools protocol')),
      async viewport(width, height) {
        const fits = async () => (await inner()).join() === `${width},${height}`;
        if (await fits()) return;
        await window.setRect({ ...CORNER, width, height: height + around });
        await until(START_MS, `a page of ${width} × ${height} px`, fits);
      },
      scheme: async (value) => (value === 'dark') === dark,
      close: () => end(driver, started).finally(close),
    };
  } catch (error) {
    await close();
    throw error;
  }
}

/**
 * @typedef {{port: number, pid: number, close: () => Promise<void>}} Started
 *
 * @param {string} variable
 * @param {readonly string[]} names
 * @param {(port: number) => string[]} args
 * @param {Record<string, string>} [env]
 * @returns {Promise<Started>}
 */
async function startDriver(variable, names, args, env = {}) {
  const binary = program(variable, names);
  const port = await freePort();
  const child = spawn(binary, args(port), { env: { ...process.env, ...env }, stdio: 'ignore' });
  const close = closer(child);
  try {
    await until(START_MS, `${binary} to answer on port ${port}`, async () => {
      if (child.exitCode !== null) throw new Error(`${binary} exited while starting, with code ${child.exitCode}`);
      return fetch(`http://127.0.0.1:${port}/status`).then(
        (answer) => answer.ok,
        () => false,
      );
    });
  } catch (error) {
    await close();
    throw error;
  }
  return { port, pid: child.pid ?? 0, close };
}

/**
 * @param {Started} started
 * @param {object} wanted capabilities
 * @returns {Promise<WebDriver>}
 */
async function openSession(started, wanted) {
  try {
    const driver = await new Builder()
      .disableEnvironmentOverrides()
      .usingServer(`http://127.0.0.1:${started.port}`)
      .withCapabilities(wanted)
      .build();
    const executor = /** @type {import('selenium-webdriver/http.js').Executor} */ (
      /** @type {unknown} */ (driver.getExecutor())
    );
    executor.defineCommand('devtools', 'POST', '/session/:sessionId/goog/cdp/execute');
    executor.defineCommand('mozContext', 'POST', '/session/:sessionId/moz/context');
    await driver.manage().setTimeouts({ script: 30_000, pageLoad: 30_000 });
    return driver;
  } catch (error) {
    await started.close();
    throw error;
  }
}

/**
 * @param {WebDriver} driver
 * @param {Started} started
 */
async function end(driver, started) {
  try {
    // A driver that hangs does not answer this.
    await Promise.race([driver.quit(), new Promise((resolve) => setTimeout(resolve, QUIT_MS).unref())]);
  } finally {
    await started.close();
  }
}

/** Starts an X display in memory, which chooses its own number. */
async function startDisplay() {
  const child = spawn(
    'Xvfb',
    ['-displayfd', '3', '-screen', '0', `${DISPLAY.width}x${DISPLAY.height}x24`, '-nolisten', 'tcp', '-noreset'],
    { stdio: ['ignore', 'ignore', 'ignore', 'pipe'] },
  );
  const close = closer(child);
  let said = '';
  child.stdio[3]?.on('data', (data) => {
    said += data;
  });
  try {
    await until(START_MS, 'Xvfb to name its display', async () => {
      if (child.exitCode !== null) throw new Error(`Xvfb exited while starting, with code ${child.exitCode}`);
      return said.endsWith('\n');
    });
  } catch (error) {
    await close();
    throw error;
  }
  return { name: `:${said.trim()}`, close };
}

/** The processes that are running. They are ended with this process, however it ends. @type {Set<import('node:child_process').ChildProcess>} */
const running = new Set();
process.on('exit', () => {
  for (const child of running) child.kill();
});
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.once(signal, () => process.exit(1));

/** Returns a function that ends a process and waits for it. @param {import('node:child_process').ChildProcess} child */
function closer(child) {
  running.add(child);
  const ended = new Promise((resolve) => {
    child.once('exit', resolve);
    child.once('error', resolve);
  }).finally(() => running.delete(child));
  return async () => {
    if (child.exitCode === null && child.signalCode === null) child.kill();
    await ended;
  };
}

/** @returns {Promise<number>} */
function freePort() {
  return new Promise((resolve, reject) => {
    const server = net.createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = /** @type {net.AddressInfo} */ (server.address());
      server.close(() => resolve(port));
    });
  });
}

/**
 * Returns the path of a program: the one named in the environment variable, or the first name found on PATH.
 * @param {string} variable
 * @param {readonly string[]} names
 */
function program(variable, names) {
  const named = process.env[variable];
  if (named) return named;
  const cache =
    process.env.KANBAO_CACHE ?? path.join(process.env.XDG_CACHE_HOME ?? path.join(os.homedir(), '.cache'), 'kanbao');
  const folders = [path.join(cache, 'tools/bin'), ...(process.env.PATH ?? '').split(path.delimiter)];
  for (const name of names) {
    const found = folders.map((folder) => path.join(folder, name)).find((file) => existsSync(file));
    if (found) return found;
  }
  throw new Error(`none of ${names.join(', ')} is on PATH: run scripts/setup test, or name the program in ${variable}`);
}

/** Returns the path of MiniBrowser, which is in WebKitGTK's library folder and not on PATH. */
function miniBrowser() {
  const named = process.env.KANBAO_WEBKIT;
  if (named) return named;
  const folders = [
    '/usr/lib',
    '/usr/libexec',
    ...['/usr/lib', '/usr/lib64'].filter(existsSync).flatMap((lib) =>
      readdirSync(lib)
        .filter((name) => name.includes('-linux-'))
        .map((name) => path.join(lib, name)),
    ),
  ];
  for (const version of ['webkit2gtk-4.1', 'webkit2gtk-4.0', 'webkitgtk-6.0']) {
    const found = folders.map((folder) => path.join(folder, version, 'MiniBrowser')).find((file) => existsSync(file));
    if (found) return found;
  }
  throw new Error('MiniBrowser was not found: run scripts/setup test, or name it in KANBAO_WEBKIT');
}

/**
 * Waits until a test returns something true. Throws after `ms`, naming `what`.
 * @param {number} ms
 * @param {string} what
 * @param {() => Promise<unknown>} test
 */
export async function until(ms, what, test) {
  const limit = performance.now() + ms;
  while (!(await test())) {
    if (performance.now() > limit) throw new Error(`waited ${ms} ms for ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
}

/** Makes a temporary folder for a test's files, and returns it with the function that removes it. */
export function scratch() {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'kanbao-e2e-'));
  return { folder, clear: () => rmSync(folder, { recursive: true, force: true }) };
}
