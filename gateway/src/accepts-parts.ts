/** The one form of answers in parts that is made here. */
const ourParts = 'multipart/mixed;deferSpec=20220824';

/**
 * Whether a client can read answers in parts, in the form that Apollo's clients call `deferSpec=20220824`. Who accepts parts of
 * any form, or of another, has the whole answer at once: no form can be told from another without its name.
 *
 * @see https://www.apollographql.com/docs/graphos/routing/operations/defer
 */
export function acceptsParts(accept: string | undefined): boolean {
  return rangesOf(accept).some(isOurs);
}

/**
 * The header with which Apollo Server comes to the same choice: ours is the only form of parts in it, and nothing is preferred
 * to it.
 */
export function acceptHeader(accept: string): string {
  const others = rangesOf(accept).filter((range) => !range.toLowerCase().startsWith('multipart/'));
  return acceptsParts(accept) ? [ourParts, ...others].join(', ') : accept;
}

function rangesOf(accept = ''): string[] {
  return accept.split(',').map((range) => range.trim());
}

function isOurs(range: string): boolean {
  const [type = '', ...parameters] = range.toLowerCase().replaceAll(/[\s"]/g, '').split(';');
  return (
    type === 'multipart/mixed' &&
    parameters.includes('deferspec=20220824') &&
    !parameters.some((parameter) => /^q=0(\.0*)?$/.test(parameter))
  );
}
