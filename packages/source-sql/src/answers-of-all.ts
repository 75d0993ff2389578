import { SourceError } from './errors.ts';

/**
 * The answers of several sources. If some of them fail, all have ended before that is told, so that each can be named.
 *
 * @throws {SourceError} that names all that failed
 * @throws whatever else one of them failed by, such as what a client has asked wrongly
 */
export async function answersOfAll<Answer>(answers: readonly Promise<Answer>[]): Promise<Answer[]> {
  const ended = await Promise.allSettled(answers);
  const reasons = ended.flatMap((each) => (each.status === 'rejected' ? [each.reason as unknown] : []));
  const other = reasons.find((reason) => !(reason instanceof SourceError));
  if (other !== undefined) throw other;
  const [first, ...more] = reasons as SourceError[];
  if (first) throw more.length === 0 ? first : SourceError.ofSeveral([first, ...more]);
  return ended.flatMap((each) => (each.status === 'fulfilled' ? [each.value] : []));
}
