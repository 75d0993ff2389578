// What the scatter costs: `npx tsx bench/scatter.ts` in test/ prints the table of RESULTS.md. Ratios are within one run.
import { cpu } from './scatter/cpu.ts';
import { deepPaging } from './scatter/deep-paging.ts';
import { memory } from './scatter/memory.ts';
import { slowAndDead } from './scatter/slow-and-dead.ts';
import { thousandMembers } from './scatter/thousand-members.ts';
import { wideFederation } from './scatter/wide-federation.ts';

const parts = { cpu, thousandMembers, deepPaging, wideFederation, slowAndDead, memory };
const wanted = process.argv.slice(2);
for (const [name, part] of Object.entries(parts))
  if (wanted.length === 0 || wanted.includes(name)) await part();
