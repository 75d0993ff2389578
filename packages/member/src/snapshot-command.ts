import { readLinkFile, writeSnapshot } from '@observer-graph/source-sql';
import { Command } from 'commander';
import { progressOn } from './progress.ts';
import { textTable } from './text-table.ts';

export function snapshotCommand(): Command {
  return new Command('snapshot')
    .description('write the linked rows and fields to one SQLite file that serves elsewhere')
    .argument('<file>', 'the link file')
    .requiredOption('--to <file>', 'the SQLite file; its link file stands beside it, with the ending .yaml')
    .action(async (file: string, { to }: { to: string }) => {
      const progress = progressOn(process.stderr);
      try {
        const link = await readLinkFile(file, { env: process.env });
        const { databaseFile, linkFile, records } = await writeSnapshot(link, {
          to,
          progress: (source, count) => progress.tell(`${source}: ${count.toLocaleString('en-US')} records`),
        });
        progress.end();
        const rows = [...records].map(([source, count]) => [source, count.toLocaleString('en-US')]);
        for (const line of textTable([['source', 'records'], ...rows], new Set([1]))) console.log(line);
        console.log(`\n${databaseFile} is written. Serve it with: member serve ${linkFile}`);
      } catch (error) {
        progress.end();
        process.exitCode = 1;
        process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
      }
    });
}
