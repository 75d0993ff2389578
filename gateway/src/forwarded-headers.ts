/** What belongs to the connection or to the body that we send ourselves. */
const own: ReadonlySet<string> = new Set([
  'accept',
  'accept-encoding',
  'connection',
  'content-encoding',
  'content-length',
  'content-type',
  'expect',
  'host',
  'keep-alive',
  'observer-graph-deadline-ms',
  'proxy-authorization',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
]);

/**
 * Names of headers to be sent along, in small letters.
 *
 * @throws {Error} if one is no header's name, or of a header that the gateway sets itself
 */
export function forwardedHeaders(names: readonly string[]): readonly string[] {
  return names.map((given) => {
    const name = given.toLowerCase();
    if (!/^[a-z0-9!#$%&'*+.^_`|~-]+$/.test(name)) throw new Error(`'${given}' is no header's name.`);
    if (own.has(name)) throw new Error(`The header '${given}' is the gateway's own and is not sent along.`);
    return name;
  });
}
