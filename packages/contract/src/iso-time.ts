/** A day as ISO 8601, `2024-10-26`; null if the text is none of the calendar. */
export function isoDate(text: string): string | null {
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && isInstant(`${text}T00:00:00Z`, text) ? text : null;
}

/** An instant as ISO 8601 with its offset, taken over in UTC with all digits of the seconds; null if the text is none. */
export function isoInstant(text: string): string | null {
  const parts = /^(\d{4}-\d{2}-\d{2})T(\d{2}:\d{2})(:\d{2})?(\.\d{1,6})?(Z|[+-]\d{2}:\d{2})$/i.exec(text);
  if (!parts) return null;
  const [, day = '', minute, second = ':00', fraction = '', offset = 'Z'] = parts;
  const local = `${day}T${minute}${second}`;
  if (!isInstant(`${local}Z`, local)) return null;
  const time = Date.parse(`${local}${offset.toUpperCase()}`);
  return Number.isNaN(time) ? null : `${new Date(time).toISOString().slice(0, 19)}${fraction}Z`;
}

/** Whether it is a time of the calendar; `Date` itself takes 31 February for 3 March. */
function isInstant(text: string, beginning: string): boolean {
  const time = Date.parse(text);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(beginning);
}
