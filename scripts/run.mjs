// `npm start`, `npm test` and `npm run -s observer-graph`: all that is needed is Node and npm.
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const { packageManager } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
const pnpm = ['npx', '--yes', '--prefer-offline', packageManager];
const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'];

/** Milliseconds that a child has to end after it was told to. */
const patienceMs = 15_000;

/**
 * Runs a command as a child of this process and waits for its end. A signal to this process is passed on, so nothing is
 * left behind.
 *
 * @param options.group whether the child starts processes of its own, which get the signals too
 * @returns its exit code
 */
function run([command, ...args], { group = false, ...options } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd: root, stdio: 'inherit', detached: group, ...options });
    const kill = (signal) => {
      try {
        if (group) process.kill(-child.pid, signal);
        else child.kill(signal);
      } catch (error) {
        if (error.code !== 'ESRCH') throw error;
      }
    };
    let patience;
    // Ctrl-C reaches every process of the terminal, the child among them: it takes the second signal for the same.
    const stop = () => {
      kill('SIGTERM');
      patience ??= setTimeout(() => kill('SIGKILL'), patienceMs);
    };
    for (const signal of signals) process.on(signal, stop);
    const orphaned = whenOrphaned(stop);
    const ended = () => {
      clearTimeout(patience);
      clearInterval(orphaned);
      for (const signal of signals) process.off(signal, stop);
    };
    child.on('error', (error) => {
      ended();
      reject(error);
    });
    child.on('exit', (code, signal) => {
      ended();
      // What the child left running goes with it.
      if (group) kill('SIGKILL');
      if (patience !== undefined) process.exit(code ?? 1);
      resolve(signal ? 1 : code);
    });
  });
}

/** npm may end without passing on the signal that ended it. */
function whenOrphaned(stop) {
  const parent = process.ppid;
  if (process.env.npm_lifecycle_event === undefined) return undefined;
  return setInterval(() => {
    if (process.ppid !== parent) stop();
  }, 1_000).unref();
}

async function install({ quiet = false } = {}) {
  const code = await run(
    [...pnpm, 'install', '--frozen-lockfile', '--prefer-offline', '--reporter=append-only'],
    {
      group: true,
      // What is printed here is not the command's result.
      stdio: ['ignore', quiet ? 2 : 1, 2],
      // `npm run -s` asks for silence, but a failure must say why.
      env: { ...process.env, CI: 'true', ...(quiet && { npm_config_loglevel: 'error' }) },
    },
  );
  if (code !== 0) fail('The packages could not be installed; see above.');
}

/** Node runs the TypeScript as it is, in one process, so that signals need nobody to pass them on. */
function commandLine(args, options) {
  return run(
    [
      process.execPath,
      '--import',
      import.meta.resolve('tsx'),
      join(root, 'packages/cli/src/main.ts'),
      ...args,
    ],
    options,
  );
}

async function start(args) {
  await install();
  return commandLine(['demo', ...args]);
}

async function cli(args) {
  if (!existsSync(join(root, 'node_modules/.modules.yaml'))) await install({ quiet: true });
  // Files are named as seen from where the command was typed.
  return commandLine(args, { cwd: process.env.INIT_CWD ?? process.cwd() });
}

/** @param filters only tests of files with these in their paths; without any, everything else is checked too */
async function test(filters) {
  await install();
  const results = [];
  const step = async (name, command, options) => {
    console.log(`\n── ${name}`);
    const code = await run(command, options);
    results.push({ name, ok: code === 0 });
  };
  if (filters.length === 0) {
    const tasks = ['types', 'lint', 'layers', 'unused'];
    await step(
      'types, lint, layers, unused code',
      [...pnpm, 'exec', 'turbo', 'run', ...tasks, '--continue', '--ui=stream'],
      {
        group: true,
        env: { ...process.env, TURBO_TELEMETRY_DISABLED: '1', DO_NOT_TRACK: '1' },
      },
    );
  }
  const folder = mkdtempSync(join(tmpdir(), 'observer-graph-test-'));
  const report = join(folder, 'vitest.json');
  const vitest = [process.execPath, join(root, 'node_modules/vitest/vitest.mjs'), 'run', ...filters];
  await step('tests', [...vitest, '--reporter=default', '--reporter=json', `--outputFile.json=${report}`], {
    group: true,
  });
  const { passed, failed, files } = counts(report);
  rmSync(folder, { recursive: true, force: true });
  if (filters.length > 0 && files === 0) {
    fail(`No test file has ${filters.map((filter) => `'${filter}'`).join(' or ')} in its path.`);
  }
  console.log('\n── summary');
  for (const { name, ok } of results) console.log(`${ok ? 'ok    ' : 'FAILED'}  ${name}`);
  const unmet = results.filter(({ name, ok }) => !ok && name !== 'tests').length;
  console.log(`${passed} passed, ${failed + unmet} failed`);
  return results.every(({ ok }) => ok) ? 0 : 1;
}

/**
 * Tests, and test files that could not even be loaded, which count as one failed test each.
 *
 * @returns `files`: how many test files there were; null if nobody knows
 */
function counts(report) {
  if (!existsSync(report)) return { passed: 0, failed: 1, files: null };
  const { numPassedTests, numFailedTests, testResults } = JSON.parse(readFileSync(report, 'utf8'));
  const broken = testResults.filter(
    ({ status, assertionResults }) =>
      status === 'failed' && assertionResults.every((result) => result.status !== 'failed'),
  );
  return { passed: numPassedTests, failed: numFailedTests + broken.length, files: testResults.length };
}

function fail(message) {
  console.error(message);
  process.exit(1);
}

const [major] = process.versions.node.split('.');
if (Number(major) < 20) fail(`Node ${process.versions.node} is too old; 20 or newer is needed.`);
const [command, ...args] = process.argv.slice(2);
const commands = { start, test, cli };
if (!Object.hasOwn(commands, command)) fail('Usage: node scripts/run.mjs start|test|cli [arguments]');
process.exitCode = await commands[command](args);
