import { readLinkFile, writeSnapshot } from '@observer-graph/source-sql';
import { Command } from 'commander';
import { progressOn } from './progress.ts';
import { withLookedUp } from './registry/open-looked-up.ts';
import { textTable } from './text-table.ts';

export function snapshotCommand(): Command {
  return new Command('snapshot')
    .description('write the linked rows and fields to one SQLite file that serves elsewhere')
    .argument('<file>', 'the link file')
    .requiredOption('--to <file>', 'the SQLite file; its link file stands beside it, with the ending .yaml')
    .option('--registry <url>', 'where elections are looked up, if the link file does not say')
    .option('--json', 'print what was written as JSON')
    .action(
      async (file: string, { to, registry, json }: { to: string; registry?: string; json?: boolean }) => {
        const progress = progressOn(process.stderr);
        try {
          const tell = (message: string) => process.stderr.write(`${message}\n`);
          const link = await withLookedUp(await readLinkFile(file, { env: process.env }), registry, tell);
          const { databaseFile, linkFile, records } = await writeSnapshot(link, {
            to,
            progress: (source, count) => progress.tell(`${source}: ${count.toLocaleString('en-US')} records`),
          });
          progress.end();
          if (json) {
            const written = { databaseFile, linkFile, records: Object.fromEntries(records) };
            process.stdout.write(`${JSON.stringify(written, null, 2)}\n`);
            return;
          }
          const rows = [...records].map(([source, count]) => [source, count.toLocaleString('en-US')]);
          for (const line of textTable([['source', 'records'], ...rows], new Set([1]))) console.log(line);
          console.log(`\n${databaseFile} is written. Serve it with: member serve ${linkFile}`);
        } catch (error) {
          progress.end();
          process.exitCode = 1;
          process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
        }
      },
    );
}
