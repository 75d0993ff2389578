// The member's commands as a program, for tests.
import { memberCommand } from '../src/index.ts';

await memberCommand().parseAsync(process.argv);
