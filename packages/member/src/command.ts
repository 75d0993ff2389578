import { linkFileJsonSchema } from '@observer-graph/source-sql';
import { Command } from 'commander';
import { checkCommand } from './check-command.ts';
import { initCommand } from './init-command.ts';
import { linkFileReference } from './link-file-reference.ts';
import { previewCommand } from './preview-command.ts';
import { serveCommand } from './serve-command.ts';
import { snapshotCommand } from './snapshot-command.ts';

/**
 * The commands of a member's administrator: `member serve`, `member check` … Their exit codes: 0, done; 1, something is wrong
 * with the link file, its database or the command line, and the error output, or the report of `check`, says what.
 */
export function memberCommand(): Command {
  const command = new Command('member').description("an organisation's own database behind the contract");
  command.addCommand(initCommand());
  command.addCommand(checkCommand());
  command.addCommand(previewCommand());
  command.addCommand(serveCommand());
  command.addCommand(snapshotCommand());
  command
    .command('schema')
    .description('print the JSON Schema of link files, for completion and checks in editors')
    .option('--markdown', 'print what it says as a reference for people')
    .action(({ markdown }: { markdown?: true }) => {
      if (markdown) process.stdout.write(linkFileReference());
      else console.log(JSON.stringify(linkFileJsonSchema(), null, 2));
    });
  command.addHelpText(
    'after',
    '\nEach command ends with 0 when it is done, and with 1 when something is wrong: the link file, its database or\nthe command line. The error output says what it is; for check also where the report has an error.',
  );
  return command;
}
