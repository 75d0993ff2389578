/** Colours for people at a terminal; plain text for everything else. */
export interface Style {
  bold(text: string): string;
  dim(text: string): string;
  red(text: string): string;
  yellow(text: string): string;
  green(text: string): string;
}

const plain = (text: string) => text;
export const plainStyle: Style = { bold: plain, dim: plain, red: plain, yellow: plain, green: plain };

const coloured = (start: number, end: number) => (text: string) => `\u001b[${start}m${text}\u001b[${end}m`;
const terminalStyle: Style = {
  bold: coloured(1, 22),
  dim: coloured(2, 22),
  red: coloured(31, 39),
  yellow: coloured(33, 39),
  green: coloured(32, 39),
};

/** @see https://no-color.org/ */
export function styleFor(stream: { readonly isTTY?: boolean }, environment: NodeJS.ProcessEnv): Style {
  return stream.isTTY && !environment['NO_COLOR'] ? terminalStyle : plainStyle;
}
