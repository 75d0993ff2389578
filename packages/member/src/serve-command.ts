import {
  hasLookups,
  type Link,
  LinkFileError,
  type OpenLink,
  readLinkFile,
} from '@observer-graph/source-sql';
import { Command, InvalidArgumentError } from 'commander';
import { type LastingLink, lastingLink } from './lasting-link.ts';
import { createMember } from './member.ts';
import { openLookedUp, withLookedUp } from './registry/open-looked-up.ts';
import { type Served, serveMembers } from './serve.ts';

interface Options {
  readonly port: number;
  readonly host: string;
  readonly registry?: string;
  readonly json?: boolean;
}

export function serveCommand(): Command {
  return new Command('serve')
    .description('serve the databases of link files')
    .argument('<file...>', 'link files; several are served under /<code>/')
    .option('--port <port>', 'port to listen on; 0 is any free one', portNumber, 4100)
    .option('--host <host>', 'address to listen on', '127.0.0.1')
    .option('--registry <url>', 'where elections are looked up, if the link files do not say')
    .option('--json', 'print where members are served as one line of JSON')
    .action(async (files: string[], options: Options) => {
      try {
        await serveUntilStopped(files, options);
      } catch (error) {
        console.error(error instanceof Error ? error.message : error);
        process.exitCode = 1;
      }
    });
}

/** One link, as it is served: open, or, until it can be opened, answering with an error. */
interface ServedLink {
  readonly link: Link;
  readonly open: OpenLink | LastingLink;
  readonly isOpen: boolean;
}

/** Resolves when everything is stopped again; whatever fails before it serves is thrown and nothing stays open. */
async function serveUntilStopped(files: readonly string[], options: Options): Promise<void> {
  const stopped = new Promise<void>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve());
  });
  const links = await readLinks(files);
  const opened = await openLinks(links, options);
  try {
    const served = await serve(opened, options);
    await stopped;
    await served.close();
  } finally {
    await Promise.all(opened.map(({ open }) => open.close()));
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

/**
 * Opens all links. One that cannot be opened stops no other: it is tried again.
 *
 * @throws {Error} if none can be opened
 */
async function openLinks(links: readonly Link[], { registry }: Options): Promise<ServedLink[]> {
  const openers = links.map((link) => () => openServed(link, registry));
  const tried = await Promise.allSettled(openers.map((open) => open()));
  const failures = tried.flatMap((each) => (each.status === 'rejected' ? [each.reason as Error] : []));
  if (failures.length === tried.length) {
    throw new Error([...new Set(failures.map(({ message }) => message))].join('\n'));
  }
  return links.map((link, index): ServedLink => {
    const result = tried[index];
    if (result?.status === 'fulfilled') return { link, open: result.value, isOpen: true };
    const failure = result?.reason as Error;
    console.error(`${link.member} is not served yet, and tried again: ${failure.message}`);
    const open = lastingLink(link, openers[index] ?? (() => Promise.reject(failure)), failure, {
      onState: (state) =>
        state === 'open'
          ? console.error(`${link.member} is served.`)
          : console.error(`${link.member} is still not served: ${state.message}`),
    });
    return { link, open, isOpen: false };
  });
}

/**
 * Follows its database from then on, its link file where both are replaced together, as by a snapshot, and the registry where
 * elections are looked up.
 */
async function openServed(link: Link, registry: string | undefined): Promise<OpenLink> {
  const told = new Set<string>();
  const tell = (message: string) => {
    if (!told.has(message)) console.error(message);
    told.add(message);
  };
  let file = link;
  const lookUpAgain = () => withLookedUp(file, registry, tell);
  const readAgain = async () => {
    file = await readLinkFile(link.file, { env: process.env });
    return lookUpAgain();
  };
  const open = await openLookedUp(link, registry, tell, {
    readAgain,
    ...(hasLookups(link) && { lookUpAgain }),
  });
  // Each source is read whole for it, which nobody should wait for.
  void open.refuseFaultyKeys();
  return open;
}

async function serve(opened: readonly ServedLink[], { port, host, json }: Options): Promise<Served> {
  const members = opened.map(({ link: { member: code }, open }) =>
    createMember({ code, link: open, onError: (error) => console.error(`${code}:`, error) }),
  );
  const served = await serveMembers({ members, port, host, onError: (error) => console.error(error) });
  const list = members.map(({ code, executors }, index) => ({
    code,
    url: members.length === 1 ? served.url : `${served.url}/${code}`,
    domains: [...executors.keys()],
    organizations: speakersOf(opened[index]?.link),
    open: opened[index]?.isOpen ?? false,
  }));
  if (json) console.log(JSON.stringify({ url: served.url, members: list }));
  else {
    for (const { code, url, domains, organizations, open } of list) {
      console.log(`${code} serves ${domains.join(', ')} at ${url}${open ? '' : ', as soon as it can'}`);
      // What the hub's federation file needs, ready to paste.
      console.log(`  - { code: ${code}, url: ${url}, organizations: [${organizations.join(', ')}] }`);
    }
  }
  return served;
}

/** The organisations that the link file names as constants; others, from columns, the administrator adds. */
function speakersOf(link: Link | undefined): string[] {
  const constants = (link?.sources ?? []).flatMap(({ fields }) => {
    const organization = fields.get('organization');
    return organization?.kind === 'constant' ? [String(organization.value)] : [];
  });
  return [...new Set(constants)];
}

function portNumber(text: string): number {
  const port = Number(text);
  if (/^\d+$/.test(text) && port <= 65_535) return port;
  throw new InvalidArgumentError('A port is a number from 0 to 65535.');
}
