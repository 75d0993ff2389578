type Scalar = string | number | boolean;

/** What a field holds: of a list its items, and not null. */
type Item<Value> =
  NonNullable<Value> extends readonly (infer Each)[] ? NonNullable<Each> : NonNullable<Value>;

/**
 * The fields wanted of a type: `true` for a value, a selection for an object or a list of objects.
 *
 * @example { id: true, title: true, organization: { name: true }, themes: true }
 */
export type Selection<Type> = {
  readonly [Field in keyof Type]?: Item<Type[Field]> extends Scalar ? true : Selection<Item<Type[Field]>>;
};

/** What a selection of a type answers with: those fields and no others. */
export type Selected<Type, Fields> = {
  readonly [Field in keyof Fields & keyof Type]: Narrowed<Type[Field], Fields[Field]>;
};

type Narrowed<Value, Fields> = Value extends null
  ? null
  : Value extends readonly (infer Each)[]
    ? readonly Narrowed<Each, Fields>[]
    : Fields extends true
      ? Value
      : Selected<Value, Fields>;

/**
 * A selection as GraphQL, `{ id organization { name } }`.
 *
 * @throws {TypeError} if an object is selected without any field, or a name is no name in GraphQL
 */
export function selectionText(selection: object): string {
  const fields = Object.entries(selection).flatMap(([name, wanted]: [string, unknown]) => {
    if (!/^[_A-Za-z][_0-9A-Za-z]*$/.test(name)) throw new TypeError(`"${name}" is no field's name.`);
    if (wanted === undefined || wanted === false) return [];
    return [typeof wanted === 'object' && wanted !== null ? `${name} ${selectionText(wanted)}` : name];
  });
  if (fields.length === 0) throw new TypeError('A selection needs at least one field.');
  return `{ ${fields.join(' ')} }`;
}
