import { createContext, Script } from 'node:vm';
import type { Redaction } from '../link.ts';
import { type Field, LinkMistake } from './field.ts';
import type { Withheld } from './withheld.ts';

/** Milliseconds that the patterns may take for one text. */
const limitMs = 50;

/**
 * A text without what must not be read in it. Nobody can search in it either: a search would tell of what was taken out.
 * A text that cannot be redacted, or not in time, is null and counted.
 */
export function redactedField(field: Field, redactions: readonly Redaction[], withheld: Withheld): Field {
  const redact = redactor(redactions);
  return {
    constant: false,
    read(selection) {
      const read = field.read(selection);
      return (row) => {
        const value = read(row);
        try {
          return Array.isArray(value)
            ? value.map((text) => redactedValue(text, redact))
            : redactedValue(value, redact);
        } catch {
          withheld.count++;
          return null;
        }
      };
    },
    matches: () => false,
    contains: () => false,
    sortKey: () => {
      throw new LinkMistake('a redacted text has no order.');
    },
  };
}

function redactedValue(value: unknown, redact: (text: string) => string): unknown {
  return value === null || value === undefined ? null : redact(String(value));
}

/** @throws whatever ends a pattern that runs too long */
function redactor(redactions: readonly Redaction[]): (text: string) => string {
  const words = redactions.flatMap((redaction) => redaction.words).filter((word) => word !== '');
  const patterns = redactions.flatMap((redaction) => redaction.patterns);
  // The longest first, so that no word leaves the rest of a longer one.
  const sorted = [...words].sort((one, other) => other.length - one.length);
  const anyWord = sorted.length > 0 ? new RegExp(sorted.map(literal).join('|'), 'giu') : null;
  const inTime = patterns.length > 0 ? replacing(patterns) : (text: string) => text;
  return (text) => {
    const whole = inTime(text.normalize('NFC'));
    return anyWord ? whole.replace(anyWord, redactionMark) : whole;
  };
}

/** Stands for what was taken out. */
export const redactionMark = '[…]';

/** Runs in a context of its own: only there can a pattern that goes astray be stopped. */
function replacing(patterns: readonly string[]): (text: string) => string {
  const context = createContext({
    patterns: patterns.map((pattern) => new RegExp(pattern, 'gu')),
    mark: redactionMark,
    text: '',
  });
  const script = new Script('patterns.reduce((rest, pattern) => rest.replace(pattern, mark), text)');
  let patience = 10;
  return (text) => {
    context['text'] = text;
    try {
      return String(script.runInContext(context, { timeout: limitMs }));
    } catch (error) {
      // The clock also counts while a busy machine does something else, so a few texts get a second try.
      if (patience === 0) throw error;
      patience--;
      const redacted = String(script.runInContext(context, { timeout: 20 * limitMs }));
      patience++;
      return redacted;
    }
  };
}

function literal(word: string): string {
  return word.normalize('NFC').replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');
}
