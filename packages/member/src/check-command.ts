import { LinkFileError, readLinkFile } from '@observer-graph/source-sql';
import { Command } from 'commander';
import { checkLink } from './check/check-link.ts';
import { reportText } from './check/report-text.ts';
import { progressOn } from './progress.ts';
import { styleFor } from './text-style.ts';

export function checkCommand(): Command {
  return new Command('check')
    .description('look into the database for all that a link file may have overlooked')
    .argument('<file>', 'the link file')
    .option(
      '--registry <url>',
      "a hub's GraphQL endpoint, or the registry's base URL: are elections and organizations known?",
    )
    .option('--strict', 'a login that can write is an error')
    .option('--json', 'print the report as JSON')
    .action(
      async (
        file: string,
        { registry, strict, json }: { registry?: string; strict?: boolean; json?: boolean },
      ) => {
        const progress = progressOn(process.stderr);
        try {
          const link = await readLinkFile(file, { env: process.env });
          const report = await checkLink(link, {
            ...(registry !== undefined && { registry }),
            strict: strict === true || link.database.strict === true,
            progress: progress.tell,
          });
          progress.end();
          process.stdout.write(
            json
              ? `${JSON.stringify(report, null, 2)}\n`
              : reportText(report, styleFor(process.stdout, process.env)),
          );
          process.exitCode = report.ok ? 0 : 1;
        } catch (error) {
          progress.end();
          process.exitCode = 1;
          if (json && error instanceof LinkFileError) {
            const remarks = error.problems.map(({ line, path, message }) => ({
              gravity: 'error',
              code: 'LINK_FILE',
              line,
              field: path,
              message,
            }));
            process.stdout.write(`${JSON.stringify({ file, ok: false, remarks, sources: [] }, null, 2)}\n`);
          } else process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
        }
      },
    );
}
