/**
 * A value as JSON text, ready to be sent; parsed only if somebody looks at it.
 *
 * `JSON.stringify` writes it as the value that it is, so it may stand wherever a plain object may.
 */
export class JsonText {
  readonly text: string;
  #value: unknown;

  constructor(text: string) {
    this.text = text;
  }

  get value(): unknown {
    this.#value ??= JSON.parse(this.text);
    return this.#value;
  }

  toJSON(): unknown {
    return this.value;
  }
}

/** The text of data; null is not text, so that who looks for it finds it. */
export function toData(text: string): JsonText | null {
  return text === 'null' ? null : new JsonText(text);
}

/** Text as Apollo Server's types know data. */
export function asData(text: JsonText | null): Record<string, unknown> | null {
  return text as unknown as Record<string, unknown> | null;
}

interface Result {
  readonly data?: unknown;
  readonly errors?: unknown;
  readonly extensions?: unknown;
}

/** For Apollo Server's option `stringifyResult`: uses the text of {@link JsonText} data as it is. */
export function stringifyResult(result: object): string {
  const { data, errors, extensions } = result as Result;
  if (!(data instanceof JsonText)) return `${JSON.stringify(result)}\n`;
  const parts = [
    ...(errors === undefined ? [] : [`"errors":${JSON.stringify(errors)}`]),
    `"data":${data.text}`,
    ...(extensions === undefined ? [] : [`"extensions":${JSON.stringify(extensions)}`]),
  ];
  return `{${parts.join(',')}}\n`;
}

/**
 * The same text. V8 keeps what was put together as its parts until somebody looks into it, and goes through them anew in
 * each longer text that has it in it.
 */
export function inOnePiece(text: string): string {
  return text.charCodeAt(0) >= 0 ? text : '';
}
