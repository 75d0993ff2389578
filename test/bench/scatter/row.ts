/** One line of the table in RESULTS.md. */
export function row(what: string, figure: string, aim = ''): void {
  console.log(`| ${what} | ${figure} | ${aim} |`);
}

export function milliseconds(value: number): string {
  return `${value.toFixed(2)} ms`;
}

export function ratio(one: number, other: number): string {
  return `${milliseconds(one)} / ${milliseconds(other)} = ${(one / other).toFixed(2)}`;
}
