import { CursorError, decodeCursor } from '@observer-graph/contract';
import { badUserInput, type Failure } from './errors.ts';
import type { GatherPlan } from './plan.ts';

/** A page of a connection: `size` records from its beginning or its end, between two cursors. */
export interface PageRequest {
  readonly order: string;
  readonly size: number;
  readonly backward: boolean;
  readonly after: string | null;
  readonly before: string | null;
}

type Args = Readonly<Record<string, unknown>>;

/**
 * The page that a connection's arguments ask for.
 *
 * @returns null if no records are selected, only counts; a failure if the arguments are wrong, selected or not
 */
export function pageRequest(
  { node, record }: GatherPlan,
  args: Args,
  maxPageSize: number,
): PageRequest | Failure | null {
  const { first = null, last = null } = args;
  const order = String(args['orderBy']);
  if (first !== null && last !== null) {
    return badUserInput('Both `first` and `last` are given; give one of them.');
  }
  const size = first ?? last;
  if (size === null && node !== null) {
    return badUserInput(
      `Say how many records you want: \`first\` from the beginning or \`last\` from the end, 1 to ${maxPageSize}.`,
    );
  }
  if (size !== null && (typeof size !== 'number' || size < 1 || size > maxPageSize)) {
    const name = first === null ? 'last' : 'first';
    return badUserInput(`\`${name}\` is ${String(size)}; it can be 1 to ${maxPageSize}.`);
  }
  for (const name of ['after', 'before'] as const) {
    const cursor = args[name] ?? null;
    if (cursor === null) continue;
    try {
      decodeCursor(String(cursor), record, order);
    } catch (error) {
      if (error instanceof CursorError) return badUserInput(`\`${name}\`: ${error.message}`);
      throw error;
    }
  }
  if (node === null) return null;
  return {
    order,
    size: size as number,
    backward: first === null,
    after: (args['after'] ?? null) as string | null,
    before: (args['before'] ?? null) as string | null,
  };
}

/**
 * How many records each of several members is asked for, so that together they give a page. Where there are many, most have
 * few that belong on it; who has more is asked again.
 */
export function askedSize(size: number, members: number): number {
  const share = Math.ceil((2 * size) / Math.max(1, members)) + 5;
  // Among few members, or for a short page, asking twice costs more than it spares.
  return 2 * share <= size ? share : size;
}

/** The arguments that members are asked with. Who wants counts alone must still say how many records. */
export function memberArgs({ kind }: GatherPlan, args: Args, page: PageRequest | null): Args {
  if (kind === 'summary') return args;
  const asked: Record<string, unknown> = {};
  for (const name of Object.keys(args)) if (!ofPage.has(name)) asked[name] = args[name];
  if (!page) {
    asked['first'] = 1;
    return asked;
  }
  asked[page.backward ? 'last' : 'first'] = page.size;
  if (page.after !== null) asked['after'] = page.after;
  if (page.before !== null) asked['before'] = page.before;
  return asked;
}

const ofPage: ReadonlySet<string> = new Set(['first', 'last', 'after', 'before']);
