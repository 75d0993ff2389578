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
  const { protocol } = URL.canParse(text) ? new URL(text) : { protocol: null };
  if (protocol === 'http:' || protocol === 'https:') return text;
  throw new InvalidArgumentError('It is no http or https URL.');
}
