/** The one form of answers in parts that is made here. */
const ourParts = 'multipart/mixed;deferSpec=20220824';

/**
 * Whether a client can read answers in parts, in the form that Apollo's clients call `deferSpec=20220824`. Who accepts parts of
 * any form, or of another, has the whole answer at once: no form can be told from another without its name.
 *
 * @see https://www.apollographql.com/docs/graphos/routing/operations/defer
 */
export function acceptsParts(accept: string | undefined): boolean {
  return namesParts(accept) && rangesOf(accept).some(isOurs);
}

/**
 * The header with which Apollo Server comes to the same choice: ours is the only form of parts in it, and nothing is preferred
 * to it. For a client that accepts nothing but parts it makes JSON, which {@link onePart} then puts in a part.
 */
export function acceptHeader(accept: string): string {
  const ours = acceptsParts(accept) ? [ourParts] : [];
  if (onlyPartsType(accept) !== null) return [...ours, 'application/json'].join(', ');
  if (ours.length === 0) return accept;
  const others = rangesOf(accept).filter((range) => !typeOf(range).startsWith('multipart/'));
  return [...ours, ...others].join(', ');
}

/**
 * The type of a whole answer for a client that accepts answers in parts and nothing else: of any form, because one part is the
 * same in all.
 *
 * @returns null if it accepts JSON, or no parts either
 */
export function onlyPartsType(accept: string | undefined): string | null {
  if (!namesParts(accept)) return null;
  const accepted = rangesOf(accept)
    .filter((range) => !isRefused(range))
    .map(typeOf);
  const isOnlyParts =
    accepted.some((type) => type === 'multipart/mixed' || type === 'multipart/*') &&
    !accepted.some((type) => jsonRanges.includes(type));
  if (!isOnlyParts) return null;
  return acceptsParts(accept)
    ? 'multipart/mixed; boundary="-"; deferSpec=20220824'
    : 'multipart/mixed; boundary="-"';
}

/** @param answer a JSON object, whole */
export function onePart(answer: string): string {
  const part = answer.trimEnd().replace(/}$/, ',"hasNext":false}');
  return `\r\n---\r\ncontent-type: application/json; charset=utf-8\r\n\r\n${part}\r\n-----\r\n`;
}

const jsonRanges = ['*/*', 'application/*', 'application/json', 'application/graphql-response+json'];

/** Whether there is anything to look at. */
function namesParts(accept: string | undefined): boolean {
  return accept !== undefined && /multipart/i.test(accept);
}

function rangesOf(accept = ''): string[] {
  return accept.split(',').map((range) => range.trim());
}

function isOurs(range: string): boolean {
  return (
    typeOf(range) === 'multipart/mixed' &&
    parametersOf(range).includes('deferspec=20220824') &&
    !isRefused(range)
  );
}

function isRefused(range: string): boolean {
  return parametersOf(range).some((parameter) => /^q=0(\.0*)?$/.test(parameter));
}

function typeOf(range: string): string {
  return range.split(';')[0]?.trim().toLowerCase() ?? '';
}

function parametersOf(range: string): string[] {
  return range.toLowerCase().replaceAll(/[\s"]/g, '').split(';').slice(1);
}
