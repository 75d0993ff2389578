import { compose } from '@observer-graph/contract';
import { Command, InvalidArgumentError } from 'commander';

export function supergraphCommand(): Command {
  return new Command('supergraph')
    .requiredOption('--url <base>', "the hub's URL, for example https://graph.example.org", baseUrl)
    .action(({ url }: { url: string }) => {
      process.stdout.write(`${compose(url).supergraphSdl.trimEnd()}\n`);
    });
}

function baseUrl(text: string): string {
  const { protocol, pathname } = URL.canParse(text) ? new URL(text) : { protocol: null, pathname: '' };
  if (protocol !== 'http:' && protocol !== 'https:') {
    throw new InvalidArgumentError('It is no http or https URL.');
  }
  if (/\/graphql\/?$/.test(pathname)) {
    throw new InvalidArgumentError("Leave out /graphql: routers ask the hub's domains, which are beside it.");
  }
  return text;
}
