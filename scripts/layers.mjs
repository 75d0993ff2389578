// Checks that imports point the way that .dependency-cruiser.cjs says, and that every source file was read: without a
// TypeScript that it understands, dependency-cruiser reads none and reports success.
import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const folders = ['gateway', 'subgraphs', 'packages', 'test'];
const megabyte = 1024 * 1024;

function sourceFiles(folder) {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory()) return entry.name === 'node_modules' ? [] : sourceFiles(path);
    return entry.name.endsWith('.ts') ? [path] : [];
  });
}

const { stdout, stderr, error } = spawnSync(
  process.execPath,
  [
    join(root, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs'),
    ...['--config', '.dependency-cruiser.cjs', '--output-type', 'json', ...folders],
  ],
  { cwd: root, encoding: 'utf8', maxBuffer: 256 * megabyte },
);
if (error || !stdout.startsWith('{')) {
  console.error(error?.message ?? stderr);
  process.exit(1);
}
const { modules, summary } = JSON.parse(stdout);
const read = new Set(modules.filter(({ dependencies }) => dependencies).map(({ source }) => source));
const linked = modules.filter(
  ({ source, dependencies }) => !source.includes('node_modules') && dependencies.length > 0,
);
const unread = folders.flatMap(sourceFiles).filter((path) => !read.has(path));
for (const { from, to, rule, cycle } of summary.violations) {
  const comment = summary.ruleSetUsed.forbidden.find(({ name }) => name === rule.name)?.comment ?? '';
  console.error(
    `${rule.name}: ${from} → ${cycle ? cycle.map(({ name }) => name).join(' → ') : to}\n  ${comment}`,
  );
}
for (const path of unread) console.error(`${path} was not read`);
if (linked.length === 0)
  console.error('No import was read in any file; does dependency-cruiser have its TypeScript?');
const failed = summary.violations.length > 0 || unread.length > 0 || linked.length === 0;
console.log(
  `${read.size} modules, ${summary.totalDependenciesCruised} imports, ${summary.violations.length} pointing the wrong way`,
);
process.exitCode = failed ? 1 : 0;
