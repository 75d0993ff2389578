/** The most milliseconds that setTimeout can wait; asked for more, it waits one. */
export const longestTimer = 2 ** 31 - 1;
