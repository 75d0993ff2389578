import type { Command } from 'commander';

/** A part of the command line: a command, or a group of commands. */
export interface Part {
  readonly name: string;
  readonly description: string;
  readonly load: (environment: NodeJS.ProcessEnv) => Promise<Command>;
}

export const parts: readonly Part[] = [
  {
    name: 'gateway',
    description: 'run the endpoint over the members of a federation file, or over any supergraph',
    load: async (environment) => (await import('./gateway-command.ts')).gatewayCommand(environment),
  },
  {
    name: 'supergraph',
    description: "print the supergraph with a hub's URLs, for any Federation 2 router",
    load: async () => (await import('./supergraph-command.ts')).supergraphCommand(),
  },
  {
    name: 'member',
    description: 'put an existing database behind the contract',
    load: async () => (await import('@observer-graph/member')).memberCommand(),
  },
  {
    name: 'registry',
    description: "the hub's organisations, countries and elections",
    load: async () => (await import('@observer-graph/registry')).registryCommand(),
  },
  {
    name: 'demo',
    description: 'a whole federation on this machine, with invented records',
    load: async () => (await import('@observer-graph/demo')).demoCommand(),
  },
];
