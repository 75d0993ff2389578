/**
 * Whether a JSON text has objects and lists in each other more than `limit` deep. Parsing a few megabytes of brackets takes
 * seconds in which nothing else happens, and whoever walks through the result may run out of stack.
 */
export function isDeeper(json: string, limit: number): boolean {
  let depth = 0;
  for (let at = 0; at < json.length; at++) {
    switch (json.charCodeAt(at)) {
      case 0x22:
        at = endOfText(json, at);
        break;
      case 0x7b:
      case 0x5b:
        depth += 1;
        if (depth > limit) return true;
        break;
      case 0x7d:
      case 0x5d:
        depth -= 1;
        break;
    }
  }
  return false;
}

/** Where the text that begins at a quotation mark ends. */
function endOfText(json: string, start: number): number {
  for (let end = json.indexOf('"', start + 1); end > 0; end = json.indexOf('"', end + 1)) {
    let before = end - 1;
    while (json.charCodeAt(before) === 0x5c) before -= 1;
    // An even number of backslashes escape each other, and not the mark.
    if ((end - before) % 2 === 1) return end;
  }
  return json.length;
}

/** Whether a parsed value has objects and lists in each other more than `limit` deep. */
export function isValueDeeper(value: unknown, limit: number): boolean {
  if (typeof value !== 'object' || value === null) return false;
  if (limit === 0) return true;
  if (Array.isArray(value)) {
    for (const item of value) if (isValueDeeper(item, limit - 1)) return true;
    return false;
  }
  for (const key in value) {
    if (isValueDeeper((value as Record<string, unknown>)[key], limit - 1)) return true;
  }
  return false;
}
