import type { Visibility } from '@observer-graph/executor';
import { readLinkFile } from '@observer-graph/source-sql';
import { Command, InvalidArgumentError, Option } from 'commander';
import { counted } from './check/report.ts';
import { checkType, previewLink } from './preview/preview-link.ts';
import { previewText } from './preview/preview-text.ts';
import { openLookedUp } from './registry/open-looked-up.ts';
import { styleFor } from './text-style.ts';

interface Options {
  readonly as: Visibility;
  readonly type?: string;
  readonly first: number;
  readonly json?: boolean;
  readonly registry?: string;
}

export function previewCommand(): Command {
  return new Command('preview')
    .description('show the first records as the contract will show them')
    .argument('<file>', 'the link file')
    .addOption(
      new Option('--as <viewer>', 'who looks')
        .choices(['PUBLIC', 'NETWORK', 'PARTNERS', 'OWNER'])
        .makeOptionMandatory(),
    )
    .option('--type <type>', 'a type of record, for example Finding; all of them if not given')
    .option('--first <number>', 'how many of each type', count, 5)
    .option('--registry <url>', 'where elections are looked up, if the link file does not say')
    .option('--json', 'print the records as JSON, whole')
    .action(async (file: string, { as, type, first, json, registry }: Options) => {
      const tell = (message: string) => process.stderr.write(`${message}\n`);
      try {
        const link = await readLinkFile(file, { env: process.env });
        // Before the registry is asked and the database opened: it is the command line that is wrong.
        if (type !== undefined) checkType(link, type);
        const open = await openLookedUp(link, registry, tell);
        try {
          const previews = await previewLink(link, open, { as, first, ...(type !== undefined && { type }) });
          process.stdout.write(
            json
              ? `${JSON.stringify(previews, null, 2)}\n`
              : previewText(previews, as, styleFor(process.stdout, process.env)),
          );
          const withheld = open.withheldTexts();
          if (withheld > 0) {
            tell(
              `${counted(withheld, 'text')} could not be redacted in time and would be withheld whole; member check names them.`,
            );
          }
        } finally {
          await open.close();
        }
      } catch (error) {
        process.exitCode = 1;
        process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
      }
    });
}

function count(text: string): number {
  const number = Number(text);
  if (/^\d+$/.test(text) && number >= 1 && number <= 100) return number;
  throw new InvalidArgumentError('It is a number from 1 to 100.');
}
