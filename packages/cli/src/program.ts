import { Command } from 'commander';
import { parts } from './parts.ts';

/**
 * The whole command line. Only the part that the arguments name is loaded: one that is broken does not stop the others,
 * and no command waits for what it does not need.
 */
export async function program(args: readonly string[], environment: NodeJS.ProcessEnv): Promise<Command> {
  const all = new Command('observer-graph')
    .description("One GraphQL graph over many election observers' own databases.")
    .helpCommand(false)
    .showHelpAfterError('Run observer-graph --help to see the commands.')
    .exitOverride();
  const named = args.find((arg) => !arg.startsWith('-'));
  for (const part of parts) {
    if (part.name !== named) {
      all.addCommand(new Command(part.name).description(part.description).allowUnknownOption());
      continue;
    }
    const command = await part.load(environment).catch((cause: Error) => {
      throw new Error(`'${part.name}' cannot be loaded: ${cause.message}`, { cause });
    });
    all.addCommand(throwing(command.description(part.description), all.name()));
  }
  return all;
}

/**
 * With commander's own exits turned into errors, so that there is one place that ends the process, and with the right form
 * of a command line below every mistake in it.
 */
function throwing(command: Command, above: string): Command {
  const path = `${above} ${command.name()}`;
  command.exitOverride().showHelpAfterError(`Usage: ${path} ${command.usage()}`);
  for (const inner of command.commands) throwing(inner, path);
  return command;
}
