import {
  type GraphQLArgument,
  type GraphQLInputType,
  getNamedType,
  getNullableType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  Kind,
  parse,
} from 'graphql';
import { type AskedField, type AskedFields, askedField } from './asked.ts';
import type { GatherQuestion } from './compose.ts';
import type { GatherPlan } from './plan.ts';

/** What can be asked of a member in its own version of the contract. */
export type Fit<Asked> =
  | {
      readonly asked: Asked;
      /** The fields that its version does not have, as `Type.field`. */
      readonly dropped: readonly string[];
    }
  /** What its version does not have, and cannot be left out. */
  | { readonly incompatible: string }
  /** It has no value of a kind that its version does not have: nothing of its own can match. */
  | { readonly pruned: true };

type FieldsFit = Exclude<Fit<AskedFields>, { readonly pruned: true }>;

interface FieldVersion {
  readonly type: string;
  readonly args: ReadonlySet<string>;
}

interface ValuePlace {
  /** Whether a list means that any of its values will do. */
  readonly inFilter: boolean;
  readonly isHub: boolean;
}

/** A member's version of a domain's contract, by its SDL. */
export class Version {
  private readonly fields = new Map<string, ReadonlyMap<string, FieldVersion>>();
  private readonly inputs = new Map<string, ReadonlySet<string>>();
  private readonly enums = new Map<string, ReadonlySet<string>>();
  private readonly fieldFits = new WeakMap<AskedFields, FieldsFit>();
  private readonly gatherFits = new WeakMap<GatherPlan, Fit<GatherPlan>>();
  private readonly questionFits = new WeakMap<GatherQuestion, Fit<GatherQuestion>>();

  /** @throws {GraphQLError} if the SDL cannot be read */
  constructor(sdl: string) {
    for (const node of parse(sdl, { noLocation: true }).definitions) {
      switch (node.kind) {
        case Kind.OBJECT_TYPE_DEFINITION:
        case Kind.OBJECT_TYPE_EXTENSION: {
          const fields = new Map(this.fields.get(node.name.value));
          for (const field of node.fields ?? []) {
            let type = field.type;
            while (type.kind !== Kind.NAMED_TYPE) type = type.type;
            const args = new Set(field.arguments?.map(({ name }) => name.value));
            fields.set(field.name.value, { type: type.name.value, args });
          }
          this.fields.set(node.name.value, fields);
          break;
        }
        case Kind.INPUT_OBJECT_TYPE_DEFINITION:
          this.inputs.set(node.name.value, new Set(node.fields?.map(({ name }) => name.value)));
          break;
        case Kind.ENUM_TYPE_DEFINITION:
          this.enums.set(node.name.value, new Set(node.values?.map(({ name }) => name.value)));
          break;
      }
    }
  }

  /**
   * @param parent the type that has the connection or summary
   * @param isHub whether others stand behind who is asked: they may have values that its version does not
   */
  fitQuestion(question: GatherQuestion, parent: string, isHub: boolean): Fit<GatherQuestion> {
    const known = this.questionFits.get(question) ?? this.newQuestionFit(question, parent, isHub);
    this.questionFits.set(question, known);
    return known;
  }

  /**
   * What is left of an entity's fields.
   *
   * @param needed those without which the others cannot be believed
   */
  fitRecord(type: string, asked: AskedFields, needed: readonly string[]): FieldsFit {
    const fit = this.fitFields(type, asked);
    if ('incompatible' in fit) return fit;
    const missing = needed.find((name) => asked.has(name) && !fit.asked.has(name));
    return missing === undefined ? fit : { incompatible: `${type}.${missing}` };
  }

  private newQuestionFit(question: GatherQuestion, parent: string, isHub: boolean): Fit<GatherQuestion> {
    const { field, gather } = question;
    const own = this.fields.get(parent)?.get(field.name);
    if (!own || !field.definition) return { incompatible: `${parent}.${field.name}` };
    const args = this.fitArgs(question.args, field.definition.args, own, {
      place: `${parent}.${field.name}`,
      isHub,
    });
    if (!('asked' in args)) return args;
    const fit = this.gatherFits.get(gather) ?? this.fitGather(gather, own.type);
    this.gatherFits.set(gather, fit);
    if (!('asked' in fit)) return fit;
    return { asked: { field, gather: fit.asked, args: args.asked }, dropped: fit.dropped };
  }

  private fitGather(gather: GatherPlan, type: string): Fit<GatherPlan> {
    const own = this.fields.get(type);
    const asked: AskedField[] = [];
    const dropped: string[] = [];
    for (const part of gather.asked) {
      const fit = this.fitField(type, part);
      if (typeof fit === 'string') dropped.push(fit);
      else if ('incompatible' in fit) return fit;
      // What is merged is needed whole.
      else if (fit.dropped.length > 0) return { incompatible: fit.dropped[0] as string };
      else asked.push(fit.asked);
    }
    if (!gather.node) return { asked: { ...gather, asked }, dropped };
    const edge = own?.get('edges')?.type;
    const missing = !edge ? 'edges' : own.has('pageInfo') ? null : 'pageInfo';
    if (missing !== null) return { incompatible: `${type}.${missing}` };
    const node = this.fitRecord(gather.record.name, gather.node, [
      gather.record.key,
      'holding',
      'organization',
    ]);
    if ('incompatible' in node) return node;
    const read = node.dropped.length === 0 ? gather.read : null;
    return {
      asked: { ...gather, asked, node: node.asked, read },
      dropped: [...dropped, ...node.dropped],
    };
  }

  private fitFields(type: string, asked: AskedFields): FieldsFit {
    const known = this.fieldFits.get(asked) ?? this.newFieldsFit(type, asked);
    this.fieldFits.set(asked, known);
    return known;
  }

  private newFieldsFit(type: string, asked: AskedFields): FieldsFit {
    const fitted = new Map<string, AskedField>();
    const dropped: string[] = [];
    for (const [key, field] of asked) {
      const fit = this.fitField(type, field);
      if (typeof fit === 'string') {
        // What is never null cannot be left out alone.
        if (isNonNullType(field.type)) return { incompatible: fit };
        dropped.push(fit);
      } else if ('incompatible' in fit) {
        return fit;
      } else {
        fitted.set(key, fit.asked);
        dropped.push(...fit.dropped);
      }
    }
    return { asked: fitted, dropped };
  }

  /** @returns what is missing, if the field must be left out */
  private fitField(
    type: string,
    field: AskedField,
  ):
    | { readonly asked: AskedField; readonly dropped: readonly string[] }
    | { readonly incompatible: string }
    | string {
    const named = getNamedType(field.type).name;
    const own = this.fields.get(type)?.get(field.name);
    if (own?.type !== named) return `${type}.${field.name}`;
    const unknown = field.node?.arguments?.find(({ name }) => !own.args.has(name.value));
    if (unknown) return { incompatible: `${type}.${field.name}(${unknown.name.value}:)` };
    if (!field.children) return { asked: field, dropped: [] };
    const children = this.fitFields(named, field.children);
    if ('incompatible' in children) return children.incompatible;
    return {
      asked: children.dropped.length === 0 ? field : askedField(field.definition, field.node, children.asked),
      dropped: children.dropped,
    };
  }

  private fitArgs(
    values: Readonly<Record<string, unknown>>,
    definitions: readonly GraphQLArgument[],
    own: FieldVersion,
    { place, isHub }: { readonly place: string; readonly isHub: boolean },
  ): Fit<Readonly<Record<string, unknown>>> {
    const asked: Record<string, unknown> = {};
    for (const { name, type } of definitions) {
      const value = values[name];
      if (value === undefined) continue;
      if (!own.args.has(name)) {
        if (value === null) continue;
        return { incompatible: `${place}(${name}:)` };
      }
      const fit = this.fitValue(value, type, { inFilter: false, isHub });
      if (!('asked' in fit)) return fit;
      asked[name] = fit.asked;
    }
    return { asked, dropped: [] };
  }

  private fitValue(value: unknown, given: GraphQLInputType, place: ValuePlace): Fit<unknown> {
    const type = getNullableType(given);
    if (value === null || value === undefined) return { asked: value, dropped: [] };
    if (isListType(type) && Array.isArray(value)) return this.fitList(value, type.ofType, place);
    if (isInputObjectType(type)) {
      const asked: Record<string, unknown> = {};
      for (const [name, { type: inner }] of Object.entries(type.getFields())) {
        const part = (value as Readonly<Record<string, unknown>>)[name];
        // Null does not filter.
        if (part === undefined || part === null) continue;
        if (!this.inputs.get(type.name)?.has(name)) return { incompatible: `${type.name}.${name}` };
        const fit = this.fitValue(part, inner, { ...place, inFilter: true });
        if (!('asked' in fit)) return fit;
        asked[name] = fit.asked;
      }
      return { asked, dropped: [] };
    }
    if (isEnumType(type) && !this.enums.get(type.name)?.has(String(value))) {
      return { incompatible: `${type.name}.${String(value)}` };
    }
    return { asked: value, dropped: [] };
  }

  private fitList(values: readonly unknown[], type: GraphQLInputType, place: ValuePlace): Fit<unknown> {
    const fits = values.map((item) => this.fitValue(item, type, place));
    const known = fits.flatMap((fit) => ('asked' in fit ? [fit.asked] : []));
    if (known.length === fits.length) return { asked: known, dropped: [] };
    const unfit = fits.find((fit) => !('asked' in fit)) as Fit<unknown>;
    const isLeftOut = place.inFilter && !place.isHub && isEnumType(getNullableType(type));
    if (!isLeftOut) return unfit;
    return known.length === 0 ? { pruned: true } : { asked: known, dropped: [] };
  }
}
