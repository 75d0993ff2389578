import {
  type Link,
  LinkFileError,
  linkFileJsonSchema,
  type OpenLink,
  openLink,
  readLinkFile,
} from '@observer-graph/source-sql';
import { Command, InvalidArgumentError } from 'commander';
import { checkCommand } from './check-command.ts';
import { initCommand } from './init-command.ts';
import { linkFileReference } from './link-file-reference.ts';
import { createMember } from './member.ts';
import { previewCommand } from './preview-command.ts';
import { type Served, serveMembers } from './serve.ts';
import { snapshotCommand } from './snapshot-command.ts';

/** The commands of a member's administrator: `member serve`, `member check` … */
export function memberCommand(): Command {
  const command = new Command('member').description("an organisation's own database behind the contract");
  command
    .command('serve')
    .description('serve the databases of link files')
    .argument('<file...>', 'link files; several are served under /<code>/')
    .option('--port <port>', 'port to listen on; 0 is any free one', portNumber, 4100)
    .option('--host <host>', 'address to listen on', '127.0.0.1')
    .action(async (files: string[], options: { port: number; host: string }) => {
      try {
        await serveUntilStopped(files, options);
      } catch (error) {
        console.error(error instanceof Error ? error.message : error);
        process.exitCode = 1;
      }
    });
  command.addCommand(initCommand());
  command.addCommand(checkCommand());
  command.addCommand(previewCommand());
  command.addCommand(snapshotCommand());
  command
    .command('schema')
    .description('print the JSON Schema of link files, for completion and checks in editors')
    .option('--markdown', 'print what it says as a reference for people')
    .action(({ markdown }: { markdown?: true }) => {
      if (markdown) process.stdout.write(linkFileReference());
      else console.log(JSON.stringify(linkFileJsonSchema(), null, 2));
    });
  return command;
}

/** Resolves when everything is stopped again; whatever fails before it serves is thrown and nothing stays open. */
async function serveUntilStopped(
  files: readonly string[],
  { port, host }: { port: number; host: string },
): Promise<void> {
  const stopped = new Promise<void>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve());
  });
  const links = await readLinks(files);
  const open: OpenLink[] = [];
  try {
    for (const link of links) open.push(await openLink(link));
    const served = await serve(links, open, port, host);
    await stopped;
    await served.close();
  } finally {
    await Promise.all(open.map((link) => link.close()));
  }
}

/** @throws {Error} with the mistakes of all files */
async function readLinks(files: readonly string[]): Promise<Link[]> {
  const read = await Promise.allSettled(files.map((file) => readLinkFile(file, { env: process.env })));
  const mistakes = read.flatMap((each) => (each.status === 'rejected' ? [each.reason as Error] : []));
  const unexpected = mistakes.find((mistake) => !(mistake instanceof LinkFileError));
  if (unexpected) throw unexpected;
  if (mistakes.length > 0) throw new Error(mistakes.map(({ message }) => message).join('\n'));
  return read.flatMap((each) => (each.status === 'fulfilled' ? [each.value] : []));
}

async function serve(
  links: readonly Link[],
  open: readonly OpenLink[],
  port: number,
  host: string,
): Promise<Served> {
  const members = links.map(({ member: code }, index) => {
    const link = open[index];
    if (!link) throw new RangeError(`The database of ${code} is not open.`);
    return createMember({ code, link, onError: (error) => console.error(`${code}:`, error) });
  });
  const served = await serveMembers({ members, port, host, onError: (error) => console.error(error) });
  for (const [index, { code, executors }] of members.entries()) {
    const base = members.length === 1 ? served.url : `${served.url}/${code}`;
    console.log(`${code} serves ${[...executors.keys()].join(', ')} at ${base}`);
    // What the hub's federation file needs, ready to paste.
    console.log(`  - { code: ${code}, url: ${base}, organizations: [${speakersOf(links[index])}] }`);
  }
  return served;
}

/** The organisations that the link file names as constants; others, from columns, the administrator adds. */
function speakersOf(link: Link | undefined): string {
  const constants = (link?.sources ?? []).flatMap(({ fields }) => {
    const organization = fields.get('organization');
    return organization?.kind === 'constant' ? [String(organization.value)] : [];
  });
  return [...new Set(constants)].join(', ');
}

function portNumber(text: string): number {
  const port = Number(text);
  if (/^\d+$/.test(text) && port <= 65_535) return port;
  throw new InvalidArgumentError('A port is a number from 0 to 65535.');
}
