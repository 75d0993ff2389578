/** How many objects and lists an answer may have in each other; what the contract has is a tenth of it. */
export const maxDepth = 100;
