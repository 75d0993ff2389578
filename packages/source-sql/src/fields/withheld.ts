/** How often a text was withheld because it could not be redacted. */
export interface Withheld {
  count: number;
}
