import type { CompiledFetch } from './compile-plan.ts';
import { type Data, propertyReader } from './data.ts';
import { mergeIntoAll } from './merge.ts';

/** The data that is gathered, and what stands in it at the ends of paths. */
export class GatheredTree {
  readonly data: Data = {};
  /** Objects and lists that stand in several places. */
  readonly shared = new Set<object>();
  /** What stands at the beginnings of paths, as long as nothing is merged above. */
  readonly #levels = new Map<string, unknown[]>();
  readonly #objectTypes: ReadonlySet<string>;

  constructor(objectTypes: ReadonlySet<string>) {
    this.#objectTypes = objectTypes;
  }

  /** The objects that a fetch's data belongs to, each once, even where it stands in several places. */
  objectsAt({ path, beginnings }: CompiledFetch): Data[] {
    let level: unknown[] = [this.data];
    for (let step = 0; step < path.length; step += 1) {
      const beginning = beginnings[step] as string;
      const known = this.#levels.get(beginning);
      level = known ?? this.#next(level, path[step] as string);
      if (!known) this.#levels.set(beginning, level);
    }
    return level as Data[];
  }

  /** What is merged into the objects at a path changes what stands below it, and nothing else. */
  forgetBelow({ path, beginnings }: CompiledFetch): void {
    const own = path.length > 0 ? `${beginnings.at(-1)}.` : '';
    for (const beginning of this.#levels.keys()) {
      if (beginning.startsWith(own)) this.#levels.delete(beginning);
    }
  }

  /** Puts what came for objects into them, as far as it was asked for: for each the same objects and lists. */
  merge({ answerKeys }: CompiledFetch, objects: readonly Data[], data: Data): void {
    const keys = Object.keys(data).filter((key) => answerKeys.has(key));
    mergeIntoAll(objects, data, keys, this.#objectTypes);
    if (objects.length < 2) return;
    for (const key of keys) {
      const value = data[key];
      if (typeof value === 'object' && value !== null) this.shared.add(value);
    }
  }

  /**
   * Puts one object in the places of others that are the same to the last leaf. Whatever is asked for one of them, now or
   * later, is asked for all, since all stand at the end of one path: so what is in them is asked for once, merged once, and
   * written once.
   */
  unite(fetch: CompiledFetch, twins: ReadonlyMap<object, Data>): void {
    const { path, beginnings } = fetch;
    this.forgetBelow(fetch);
    for (const first of twins.values()) this.shared.add(first);
    const step = path.at(-1) as string;
    const holders = path.length > 1 ? this.#levels.get(beginnings.at(-2) as string) : [this.data];
    for (const holder of holders as readonly unknown[]) {
      if (step === '@') {
        if (Array.isArray(holder)) {
          for (const [index, item] of holder.entries()) holder[index] = twins.get(item) ?? item;
        }
      } else {
        const first = twins.get((holder as Data)[step] as object);
        if (first) (holder as Data)[step] = first;
      }
    }
    const whole = beginnings.at(-1) as string;
    this.#levels.set(
      whole,
      (this.#levels.get(whole) as readonly unknown[]).filter((object) => !twins.has(object as object)),
    );
  }

  #next(level: readonly unknown[], step: string): unknown[] {
    const next: unknown[] = [];
    const read = propertyReader(step);
    const shared = this.shared;
    const seen = shared.size > 0 ? new Set<unknown>() : null;
    const take = (found: unknown) => {
      if (typeof found !== 'object' || found === null) return;
      if (seen && shared.has(found)) {
        if (seen.has(found)) return;
        seen.add(found);
      }
      next.push(found);
    };
    for (const value of level) {
      if (step !== '@') take(read(value as Data));
      else if (Array.isArray(value)) for (const item of value) take(item);
    }
    return next;
  }
}
