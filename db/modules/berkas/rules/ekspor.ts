/** Rows that a file of a list has at the most when it is had at once; with more it is written behind. */
export const mostAtOnce = 100;

/** Rows that one file may have: as many as fit into one run of a function. */
export const mostRows = 100_000;

/** Days that a file is kept. */
export const daysKept = 7;
