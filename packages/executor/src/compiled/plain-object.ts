/**
 * Writes plain data as JSON: no promises, functions or errors. Undefined where something is not as its type wants it: a value
 * that it has no form for, a null where none may stand. Whoever completes it field by field then says what is wrong.
 */
export type Write = (value: unknown) => string | undefined;

/** A field that is the object's property of its name, and so are all fields below it. */
export interface PlainField {
  readonly name: string;
  /** What stands before its value: a brace or a comma, and its response name. */
  readonly prefix: string;
  readonly write: Write;
  /** Of an object, or a list of such: what is selected of it. */
  readonly below: PlainObject | null;
}

/**
 * What is selected of objects of one type, where no resolver has a say in it. One and the same for one selection, so that
 * whoever has records can remember by it how they are written.
 */
export interface PlainObject {
  /** In the order of the response. */
  readonly fields: readonly PlainField[];
  readonly write: Write;
}

/** What a resolver may give in place of an object or a list, if it was told by `plainBelow` how that is written. */
export class Written {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}
